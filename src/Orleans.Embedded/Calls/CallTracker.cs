namespace Orleans.Runtime;

/// <summary>
/// The calls an endpoint waits for. Timeouts are found by sweeping, so that a call costs a link in a list instead of a timer.
/// </summary>
internal sealed class CallTracker : IDisposable
{
    private static readonly TimeSpan s_sweep = TimeSpan.FromMilliseconds(100);

    private readonly Shard[] _shards;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _now;

    public CallTracker(TimeProvider time)
    {
        _time = time;
        _now = time.GetTimestamp();
        _shards = new Shard[Math.Clamp(Environment.ProcessorCount, 4, sbyte.MaxValue)];
        for (var i = 0; i < _shards.Length; i++)
            _shards[i] = new Shard();
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static tracker => ((CallTracker)tracker!).Sweep(), this, s_sweep, s_sweep);
    }

    public void Add(Call call, TimeSpan timeout)
    {
        call.Deadline =
            timeout == Timeout.InfiniteTimeSpan
                ? long.MaxValue
                : Volatile.Read(ref _now) + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        var shard = Thread.GetCurrentProcessorId() % _shards.Length;
        call.Shard = (sbyte)shard;
        _shards[shard].Add(call);
    }

    public void Remove(Call call) => _shards[call.Shard].Remove(call);

    /// <summary>The calls that match, as they were at one time or another during the call.</summary>
    public List<Call> Find(Func<Call, bool> match)
    {
        var found = new List<Call>();
        foreach (var shard in _shards)
            shard.Collect(match, found);
        return found;
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        Volatile.Write(ref _now, now);
        foreach (var call in Find(call => call.Deadline < now))
            call.SenderEndpoint.OnTimeout(call);
    }

    /// <summary>A list of calls with a lock of its own.</summary>
    private sealed class Shard
    {
        private readonly Lock _gate = new();
        private Call? _first;

        public void Add(Call call)
        {
            lock (_gate)
            {
                call.TrackedAfter = _first;
                if (_first is not null)
                    _first.TrackedBefore = call;
                _first = call;
            }
        }

        public void Remove(Call call)
        {
            lock (_gate)
            {
                if (call.TrackedBefore is null)
                    _first = call.TrackedAfter;
                else
                    call.TrackedBefore.TrackedAfter = call.TrackedAfter;
                if (call.TrackedAfter is not null)
                    call.TrackedAfter.TrackedBefore = call.TrackedBefore;
                call.TrackedBefore = call.TrackedAfter = null;
            }
        }

        public void Collect(Func<Call, bool> match, List<Call> into)
        {
            lock (_gate)
            {
                for (var call = _first; call is not null; call = call.TrackedAfter)
                {
                    if (match(call))
                        into.Add(call);
                }
            }
        }
    }
}
