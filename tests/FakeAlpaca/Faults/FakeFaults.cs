using FakeAlpaca.Market;

namespace FakeAlpaca.Faults;

/// <summary>What goes wrong, switched while the server runs. Safe for concurrent use; nothing is wrong at first.</summary>
public sealed class FakeFaults
{
    private readonly Lock _lock = new();
    private readonly Queue<AnswerFault> _next = new();
    private double _probability;
    private int _status;
    private MarketRandom _random;
    private (DateTimeOffset From, DateTimeOffset To, OutageKind Kind)? _outage;

    internal FakeFaults() { }

    /// <summary>What is different about the market.</summary>
    public MarketFaults Market { get; } = new();

    /// <summary>What goes wrong with streams.</summary>
    public StreamFaults Stream { get; } = new();

    /// <summary>Every answer is this late, by the server's clock.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What is wrong with pages of bars.</summary>
    public PageFaults Pages { get; set; }

    /// <summary>Where the faults of pages are drawn from.</summary>
    public int PageSeed { get; set; }

    /// <summary>Share of the bars of a page that <see cref="Pages"/> concerns.</summary>
    public double PageShare { get; set; } = 0.05;

    /// <summary>A page of bars that was asked for by token names itself as the next one, for ever.</summary>
    public bool RepeatPageToken { get; set; }

    /// <summary>Keys that were good are good no longer.</summary>
    public bool KeysRevoked { get; set; }

    /// <summary>How far the clock that the server tells (header <c>Date</c>, <c>/v2/clock</c>) is ahead of the true one.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>The next requests are answered with an error; 429, 500, 502, 503, 504 or any other status.</summary>
    public void FailNext(int requests, int status) => Plan(requests, new AnswerFault(AnswerFaultKind.Status, status));

    /// <summary>Requests are answered with an error, each with a probability; 0 ends it.</summary>
    public void FailRandomly(double probability, int status, int seed)
    {
        lock (_lock)
        {
            (_probability, _status, _random) = (probability, status, new MarketRandom((ulong)seed, 0));
        }
    }

    /// <summary>The connection is aborted after some bytes of the next answers.</summary>
    public void CutNext(int requests, int afterBytes) =>
        Plan(requests, new AnswerFault(AnswerFaultKind.Cut, afterBytes));

    /// <summary>Some bytes of the next answers are altered, which as a rule makes them bad JSON.</summary>
    public void MalformNext(int requests, int seed)
    {
        for (var i = 0; i < requests; i++)
        {
            Plan(1, new AnswerFault(AnswerFaultKind.Malformed, seed + i));
        }
    }

    /// <summary>There is no service from one time to another, by the server's clock.</summary>
    public void Outage(DateTimeOffset from, DateTimeOffset to, OutageKind kind)
    {
        lock (_lock)
        {
            _outage = (from, to, kind);
        }
    }

    /// <summary>Everything is well again, but for what <see cref="Market"/> holds.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _next.Clear();
            _probability = 0;
            _outage = null;
        }
        (Delay, Pages, RepeatPageToken, KeysRevoked, ClockSkew) = (default, default, false, false, default);
        Stream.Clear();
    }

    internal OutageKind? OutageAt(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _outage is { } outage && now >= outage.From && now < outage.To ? outage.Kind : null;
        }
    }

    internal AnswerFault TakeNext()
    {
        lock (_lock)
        {
            if (_next.TryDequeue(out var planned))
            {
                return planned;
            }
            return _probability > 0 && _random.Uniform() < _probability
                ? new AnswerFault(AnswerFaultKind.Status, _status)
                : AnswerFault.None;
        }
    }

    private void Plan(int requests, AnswerFault fault)
    {
        lock (_lock)
        {
            for (var i = 0; i < requests; i++)
            {
                _next.Enqueue(fault);
            }
        }
    }
}
