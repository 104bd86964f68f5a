using System.Numerics;

namespace Quant.Search.Overfitting;

/// <summary>
/// All ways to take half of S blocks, as bit masks in ascending order. Taking the complement turns the order round: the
/// other half of the k-th split is the k-th from the end.
/// </summary>
internal sealed class HalvingSplits
{
    public HalvingSplits(int blocks)
    {
        Half = blocks / 2;
        Masks = [.. Enumerable.Range(0, 1 << blocks).Where(mask => BitOperations.PopCount((uint)mask) == blocks / 2)];
    }

    /// <summary>Half the number of blocks.</summary>
    public int Half { get; }

    /// <summary>Bit b is set when block b is taken.</summary>
    public int[] Masks { get; }

    public int Count => Masks.Length;
}
