using Quant.Grains.Interfaces.Cluster;

namespace Quant.Grains.Cluster;

/// <summary>Turns counts since the start into those of the last minute and the last seconds. Used by one thread.</summary>
internal sealed class CallWindow(CallMeter meter, TimeProvider clock)
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(5);

    private readonly Queue<(long At, IReadOnlyDictionary<string, MethodCounts> Counts)> _steps = new();
    private readonly Queue<(long At, long Calls)> _totals = new();
    private long _lastStep = clock.GetTimestamp();

    /// <summary>Calls since the silo started, at the last reading.</summary>
    public long Total { get; private set; }

    public CallsReport Read()
    {
        var now = clock.GetTimestamp();
        var counts = meter.Read();
        Total = counts.Values.Sum(method => method.Calls);
        var perSecond = PerSecond(now);
        if (_steps.Count == 0)
        {
            _steps.Enqueue((now, counts));
        }
        else if (clock.GetElapsedTime(_lastStep, now) >= s_step)
        {
            _steps.Enqueue((now, counts));
            _lastStep = now;
        }
        while (_steps.Count > 1 && clock.GetElapsedTime(_steps.Peek().At, now) > s_long + s_step)
        {
            _steps.Dequeue();
        }
        var (from, before) = _steps.Peek();
        return new CallsReport(
            perSecond,
            counts.Values.Sum(method => method.Exceptions),
            clock.GetElapsedTime(from, now).TotalSeconds,
            [
                .. counts
                    .Select(pair => pair.Value.Since(before.GetValueOrDefault(pair.Key, MethodCounts.None), pair.Key))
                    .Where(method => method.Calls > 0)
                    .OrderBy(method => method.Name, StringComparer.Ordinal),
            ]
        );
    }

    private double PerSecond(long now)
    {
        _totals.Enqueue((now, Total));
        while (_totals.Count > 2 && clock.GetElapsedTime(_totals.Peek().At, now) > s_short)
        {
            _totals.Dequeue();
        }
        var (from, before) = _totals.Peek();
        var seconds = clock.GetElapsedTime(from, now).TotalSeconds;
        return seconds > 0 ? (Total - before) / seconds : 0;
    }
}
