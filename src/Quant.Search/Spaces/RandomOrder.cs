using Quant.Search.Numerics;

namespace Quant.Search.Spaces;

/// <summary>
/// The beginning of a random order of 0 … size − 1: Fisher and Yates' shuffle with <see cref="Xoshiro256"/>, of which
/// only the places touched are kept. Place i is swapped with place i + <see cref="Xoshiro256.NextBelow"/>(size − i). The
/// first of many are the same as all of fewer, so that a study can be extended.
/// </summary>
public static class RandomOrder
{
    /// <summary>The first <paramref name="count"/> numbers of the order that a seed gives; all distinct.</summary>
    /// <param name="size">At least <paramref name="count"/>.</param>
    /// <param name="count">How many to take.</param>
    /// <param name="seed">Decides the order.</param>
    public static long[] Take(long size, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, size);
        var random = new Xoshiro256(seed);
        var moved = new Dictionary<long, long>();
        var taken = new long[count];
        for (var i = 0; i < count; i++)
        {
            var other = i + (long)random.NextBelow((ulong)(size - i));
            taken[i] = moved.GetValueOrDefault(other, other);
            moved[other] = moved.GetValueOrDefault(i, i);
        }
        return taken;
    }
}
