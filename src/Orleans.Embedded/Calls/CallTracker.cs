namespace Orleans.Runtime;

/// <summary>
/// The calls an endpoint waits for. Timeouts are found by sweeping, so that a call costs a slot in a table instead of a
/// timer; they are never early, and late by two sweeps at most.
/// </summary>
internal sealed class CallTracker : IDisposable
{
    private static readonly TimeSpan s_sweep = TimeSpan.FromMilliseconds(100);

    private readonly Shard[] _shards;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ITimer _timer;
    private int _now;

    public CallTracker(TimeProvider time)
    {
        _time = time;
        _began = time.GetTimestamp();
        _shards = new Shard[Math.Max(Environment.ProcessorCount, 4)];
        for (var i = 0; i < _shards.Length; i++)
            _shards[i] = new Shard();
        _timer = time.Start(s_sweep, Sweep);
    }

    public void Add(Call call, TimeSpan timeout)
    {
        var sweeps = Math.Ceiling(timeout / s_sweep) + Volatile.Read(ref _now) + 1;
        var deadline = timeout == Timeout.InfiniteTimeSpan || sweeps > int.MaxValue ? int.MaxValue : (int)sweeps;
        var shard = Thread.GetCurrentProcessorId() % _shards.Length;
        call.TrackedAt = 1 + shard + _shards.Length * _shards[shard].Add(call, deadline);
    }

    public void Remove(Call call)
    {
        var (slot, shard) = Math.DivRem(call.TrackedAt - 1, _shards.Length);
        _shards[shard].Remove(slot);
    }

    /// <summary>The calls that match, as they were at one time or another during the search.</summary>
    public List<Call> Find(Func<Call, bool> match) => Find(int.MaxValue, match);

    private List<Call> Find(int before, Func<Call, bool> match)
    {
        var found = new List<Call>();
        foreach (var shard in _shards)
            shard.Collect(before, match, found);
        return found;
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var now = (int)(_time.GetElapsedTime(_began) / s_sweep);
        Volatile.Write(ref _now, now);
        foreach (var call in Find(now, static _ => true))
            call.SenderEndpoint.OnTimeout(call);
    }

    /// <summary>A table of calls with a lock of its own.</summary>
    private sealed class Shard
    {
        private readonly Lock _gate = new();
        private readonly Stack<int> _free = [];
        private (Call? Call, int Deadline)[] _calls = new (Call?, int)[64];
        private int _used;

        public int Add(Call call, int deadline)
        {
            lock (_gate)
            {
                if (!_free.TryPop(out var slot))
                    slot = _used++;
                if (slot == _calls.Length)
                    Array.Resize(ref _calls, 2 * slot);
                _calls[slot] = (call, deadline);
                return slot;
            }
        }

        public void Remove(int slot)
        {
            lock (_gate)
            {
                _calls[slot].Call = null;
                _free.Push(slot);
            }
        }

        public void Collect(int before, Func<Call, bool> match, List<Call> into)
        {
            lock (_gate)
            {
                foreach (var (call, deadline) in _calls.AsSpan(0, _used))
                {
                    if (call is not null && deadline <= before && match(call))
                        into.Add(call);
                }
            }
        }
    }
}
