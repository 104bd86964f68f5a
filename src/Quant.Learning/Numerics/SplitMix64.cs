namespace Quant.Learning.Numerics;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): 64 bits of state, the same
/// sequence on every machine. <see cref="At"/> gives the n-th number of a stream without the ones before it.
/// </summary>
public struct SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, bound), without bias (Lemire 2019).</summary>
    public int NextBelow(int bound)
    {
        var range = (uint)bound;
        var product = (ulong)(uint)(Next() >> 32) * range;
        if ((uint)product < range)
        {
            var threshold = (uint)-(int)range % range;
            while ((uint)product < threshold)
            {
                product = (ulong)(uint)(Next() >> 32) * range;
            }
        }
        return (int)(product >> 32);
    }

    /// <summary>Numbers drawn without replacement from [0, bound), ascending (Floyd's method).</summary>
    public SortedSet<int> Draw(int count, int bound)
    {
        var drawn = new SortedSet<int>();
        for (var top = bound - Math.Min(count, bound); top < bound; top++)
        {
            var pick = NextBelow(top + 1);
            drawn.Add(drawn.Contains(pick) ? top : pick);
        }
        return drawn;
    }

    /// <summary>Number <paramref name="index"/> of the sequence that starts from <paramref name="seed"/>.</summary>
    public static ulong At(ulong seed, ulong index) => Mix(seed + (index + 1) * Golden);

    /// <summary>The seed of a stream of its own, for part <paramref name="index"/> of something seeded.</summary>
    public static ulong Derive(ulong seed, ulong index) => Mix(Mix(seed ^ 0xD1B54A32D192ED03) + index * Golden);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
