namespace Quant.Grains.Interfaces.Cluster;

/// <summary>
/// Times sorted into buckets whose bounds grow by a quarter of an octave, from a microsecond to about an hour, so that counts
/// of several silos can be added and a quantile told within 10 %.
/// </summary>
public static class LatencyBuckets
{
    private const int PerOctave = 4;
    private const int Octaves = 32;

    /// <summary>Number of buckets: the first holds what took a microsecond or less, the last what took longer than all bounds.</summary>
    public const int Count = PerOctave * Octaves + 1;

    /// <summary>The bucket of a time.</summary>
    public static int Of(double microseconds) =>
        microseconds > 1 ? Math.Min(Count - 1, (int)Math.Ceiling(PerOctave * Math.Log2(microseconds))) : 0;

    /// <summary>
    /// The time that the given share of the calls did not exceed, in milliseconds: the middle of its bucket, on the scale of
    /// the bounds; NaN where there is none.
    /// </summary>
    public static double QuantileMs(IReadOnlyList<long> buckets, double quantile)
    {
        var total = buckets.Sum();
        if (total == 0)
        {
            return double.NaN;
        }
        var rank = Math.Max(1, (long)Math.Ceiling(quantile * total));
        var bucket = 0;
        for (var seen = buckets[0]; seen < rank; seen += buckets[bucket])
        {
            bucket++;
        }
        return Math.Pow(2, (bucket - 0.5) / PerOctave) / 1000;
    }
}
