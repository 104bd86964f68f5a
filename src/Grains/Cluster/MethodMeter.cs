using Quant.Grains.Interfaces.Cluster;

namespace Quant.Grains.Cluster;

/// <summary>Counts the calls of one method since the silo started. Any thread may count and read.</summary>
internal sealed class MethodMeter(string name)
{
    private readonly long[] _buckets = new long[LatencyBuckets.Count];
    private long _exceptions;
    private long _ticks;

    public string Name { get; } = name;

    public void Count(TimeSpan time, bool failed)
    {
        Interlocked.Increment(ref _buckets[LatencyBuckets.Of(time.TotalMicroseconds)]);
        Interlocked.Add(ref _ticks, time.Ticks);
        if (failed)
        {
            Interlocked.Increment(ref _exceptions);
        }
    }

    public MethodCounts Read()
    {
        var buckets = new long[_buckets.Length];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = Interlocked.Read(ref _buckets[i]);
        }
        return new MethodCounts(
            buckets.Sum(),
            Interlocked.Read(ref _exceptions),
            TimeSpan.FromTicks(Interlocked.Read(ref _ticks)),
            buckets
        );
    }
}

/// <summary>Calls of one method since the silo started.</summary>
internal sealed record MethodCounts(long Calls, long Exceptions, TimeSpan Time, long[] Buckets)
{
    public static readonly MethodCounts None = new(0, 0, TimeSpan.Zero, new long[LatencyBuckets.Count]);

    /// <summary>The calls counted since an earlier reading.</summary>
    public MethodReport Since(MethodCounts earlier, string name)
    {
        var buckets = new long[Buckets.Length];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = Buckets[i] - earlier.Buckets[i];
        }
        return new MethodReport(
            name,
            Calls - earlier.Calls,
            Exceptions - earlier.Exceptions,
            (Time - earlier.Time).TotalMilliseconds,
            buckets
        );
    }
}
