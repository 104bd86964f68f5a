using System.Runtime.CompilerServices;

namespace Quant.Learning.Estimators.Trees;

/// <summary>Sends a node's rows left and right, each side in the order they had.</summary>
internal static unsafe class RowPartition
{
    /// <summary>Writes the left rows, then the right rows, to <paramref name="target"/>; returns how many went left.</summary>
    /// <param name="source">The node's rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">As long as <paramref name="source"/>, not overlapping it.</param>
    /// <param name="column">Row 0 of the split feature's bins.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="bin">The last bin that goes left.</param>
    /// <param name="missingLeft">Where rows without a value go.</param>
    /// <param name="spare">As long as <paramref name="count"/>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Split(
        int* source,
        int count,
        int* target,
        byte* column,
        nint stride,
        int bin,
        bool missingLeft,
        int* spare
    )
    {
        var goesLeft = stackalloc byte[HistogramKernel.Bins];
        for (var b = 0; b < HistogramKernel.Bins; b++)
        {
            goesLeft[b] = (byte)(b <= bin ? 1 : 0);
        }
        goesLeft[BinCuts.Missing] = (byte)(missingLeft ? 1 : 0);
        nint left = 0;
        for (nint i = 0; i < count; i++)
        {
            nint row = source[i];
            nint toLeft = goesLeft[column[row * stride]];
            target[left] = (int)row;
            spare[i - left] = (int)row;
            left += toLeft;
        }
        var right = count - (int)left;
        Unsafe.CopyBlock(target + left, spare, (uint)right * sizeof(int));
        return (int)left;
    }
}
