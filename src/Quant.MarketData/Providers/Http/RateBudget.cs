namespace Quant.MarketData.Providers.Http;

/// <summary>
/// The requests a provider allows, shared by all who ask it in this process: a bucket of tokens that fills evenly, is
/// handed out in the order asked for, and follows what the provider's answers say is left. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Until an answer has told the limit, the bucket holds a burst only, because a process that was just started does not
/// know what was asked before it. Answers that tell what remains set the bucket to that, less the requests under way
/// whose answers are still to come; an answer that nothing remains stops everybody until the count starts anew. Answers
/// overtake each other: within one count, what remains only ever becomes less, and never is more spent than was told.
/// </remarks>
public sealed class RateBudget
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _queue = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private double _perSecond;
    private double _capacity;
    private double _tokens;
    private long _filledAt;
    private long _stoppedAt;
    private TimeSpan _stopped;
    private int _underWay;
    private double _left = double.PositiveInfinity;
    private long _count;
    private long _countedAt;
    private TimeSpan _countEnds;

    /// <param name="perMinute">Requests a minute, above 0; below 1 where it is a few an hour.</param>
    /// <param name="burst">Requests that may go at once before an answer has told more; at least 1.</param>
    /// <param name="time">The clock.</param>
    public RateBudget(double perMinute, int burst, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perMinute);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        (_perSecond, _capacity, _tokens, _time) = (perMinute / 60, burst, burst, time);
        _filledAt = time.GetTimestamp();
        _timer = time.CreateTimer(_ => HandOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Requests a minute, as known now.</summary>
    public double PerMinute
    {
        get
        {
            lock (_gate)
            {
                return _perSecond * 60;
            }
        }
    }

    /// <summary>Requests that wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Waits for a turn; first come, first served.</summary>
    /// <param name="again">True for a retry, which has waited its turn before and goes first.</param>
    /// <param name="cancellation">Leaves the queue.</param>
    /// <returns>To be disposed of when the answer has come, or none will.</returns>
    internal async ValueTask<Turn> TakeAsync(bool again, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LinkedListNode<Waiter> node;
        lock (_gate)
        {
            if (_queue.Count == 0 && UntilNext() == TimeSpan.Zero)
            {
                Spend();
                return new Turn(this);
            }
            node = new LinkedListNode<Waiter>(new Waiter());
            if (again)
            {
                _queue.AddFirst(node);
            }
            else
            {
                _queue.AddLast(node);
            }
            Arm();
        }
        await using (cancellation.UnsafeRegister(Leave, node))
        {
            await node.Value.Turn.Task;
        }
        return new Turn(this);
    }

    /// <summary>What an answer says is left.</summary>
    internal void Observe(in RateHeaders headers)
    {
        lock (_gate)
        {
            Fill();
            if (headers.Limit is { } limit)
            {
                (_perSecond, _capacity) = (limit / 60.0, limit);
            }
            if (headers.Remaining is { } remaining)
            {
                Left(remaining, headers.ResetAt, headers.ResetIn);
            }
            _tokens = Math.Min(_tokens, _capacity);
            Arm();
        }
    }

    /// <summary>Nobody asks for a while: the provider wants a pause.</summary>
    internal void Pause(TimeSpan wait)
    {
        lock (_gate)
        {
            Fill();
            _tokens = 0;
            Stop(wait);
            Arm();
        }
    }

    /// <summary>What an answer says is left of the count that ends at a time; of an earlier count it says nothing.</summary>
    private void Left(int remaining, long? resetAt, TimeSpan? resetIn)
    {
        var others = Math.Max(_underWay - 1, 0);
        if (resetAt is not { } count || resetIn is not { } ends || ends <= TimeSpan.Zero)
        {
            _tokens = Math.Min(_tokens, Math.Max(remaining - others, 0));
            return;
        }
        if (count < _count)
        {
            return;
        }
        if (count > _count)
        {
            (_count, _left, _countedAt, _countEnds) = (count, remaining - others, _time.GetTimestamp(), ends);
        }
        _left = Math.Min(_left, remaining);
        _tokens = Math.Clamp(Math.Min(remaining - others, _left), 0, _capacity);
        if (remaining == 0)
        {
            Stop(ends);
        }
    }

    private TimeSpan UntilCountEnds() => _countEnds - _time.GetElapsedTime(_countedAt);

    private void Stop(TimeSpan wait)
    {
        if (wait > StoppedFor())
        {
            (_stoppedAt, _stopped) = (_time.GetTimestamp(), wait);
        }
    }

    private TimeSpan StoppedFor()
    {
        var left = _stopped - _time.GetElapsedTime(_stoppedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Leave(object? state)
    {
        var node = (LinkedListNode<Waiter>)state!;
        lock (_gate)
        {
            if (node.List is null)
            {
                return;
            }
            _queue.Remove(node);
        }
        node.Value.Turn.TrySetCanceled();
    }

    private void HandOut()
    {
        lock (_gate)
        {
            while (_queue.First is { } node && UntilNext() == TimeSpan.Zero)
            {
                _queue.RemoveFirst();
                Spend();
                node.Value.Turn.TrySetResult();
            }
            Arm();
        }
    }

    private void Spend()
    {
        _tokens -= 1;
        _left -= 1;
        _underWay++;
    }

    private void Return()
    {
        lock (_gate)
        {
            _underWay--;
        }
    }

    private void Fill()
    {
        _tokens = Math.Min(_tokens + _time.GetElapsedTime(_filledAt).TotalSeconds * _perSecond, _capacity);
        _filledAt = _time.GetTimestamp();
        if (UntilCountEnds() <= TimeSpan.Zero)
        {
            _left = double.PositiveInfinity;
        }
    }

    /// <summary>Time until a token is there; zero when one is.</summary>
    private TimeSpan UntilNext()
    {
        Fill();
        // A hair below one is one: sums of tenths are not exact, and a timer does not fire twice for a billionth.
        var missing = _tokens >= 1 - 1e-9 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / _perSecond);
        var stopped = StoppedFor();
        var spent = _left < 1 ? UntilCountEnds() : TimeSpan.Zero;
        stopped = spent > stopped ? spent : stopped;
        return missing > stopped ? missing : stopped;
    }

    private void Arm()
    {
        if (_queue.Count > 0)
        {
            // Timers count in whole milliseconds; a little late is better than once more.
            var wait = Math.Ceiling(UntilNext().TotalMilliseconds);
            _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Waiter
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A request that may be sent.</summary>
    internal sealed class Turn(RateBudget budget) : IDisposable
    {
        private RateBudget? _budget = budget;

        public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Return();
    }
}
