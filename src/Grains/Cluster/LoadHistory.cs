using Quant.Grains.Interfaces.Cluster;
using Quant.Grains.Work;

namespace Quant.Grains.Cluster;

/// <summary>A silo's load over the last four minutes, a point every two seconds. Used by one thread.</summary>
internal sealed class LoadHistory(WorkPool pool, TimeProvider clock)
{
    private const int Most = 120;
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(2);

    private readonly Queue<LoadPoint> _points = new();
    private long _at = clock.GetTimestamp();
    private TimeSpan _busy = pool.Busy;
    private long _calls;

    /// <param name="calls">Calls since the silo started.</param>
    public IReadOnlyList<LoadPoint> Read(long calls)
    {
        var now = clock.GetTimestamp();
        var elapsed = clock.GetElapsedTime(_at, now);
        // A tick of the timer is never quite on time.
        if (elapsed >= s_step * 0.75)
        {
            var busy = pool.Busy;
            _points.Enqueue(
                new LoadPoint(
                    Math.Clamp((busy - _busy) / (elapsed * pool.Threads), 0, 1),
                    pool.Waiting,
                    (calls - _calls) / elapsed.TotalSeconds
                )
            );
            (_at, _busy, _calls) = (now, busy, calls);
            if (_points.Count > Most)
            {
                _points.Dequeue();
            }
        }
        return [.. _points];
    }
}
