namespace FakeAlpaca.Market;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine, started at any (key, index).</summary>
internal struct MarketRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state;

    public MarketRandom(ulong key, long index) => _state = Mix(key + Mix(Golden * ((ulong)index + 1)));

    public ulong Next() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Mean 0, variance 1, within ±3.47: the sum of four uniforms (Irwin and Hall).</summary>
    public double Normal()
    {
        const double SquareRootOf3 = 1.7320508075688772;
        var bits = Next();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum * (1.0 / 65536) + 2.0 / 65536 - 2) * SquareRootOf3;
    }

    /// <summary>A key of a text: FNV-1a over its UTF-16 units, mixed.</summary>
    public static ulong Key(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }
        return Mix(hash);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
