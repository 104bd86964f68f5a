using System.Collections.Concurrent;
using System.Diagnostics;

namespace FakeAlpaca;

/// <summary>What the server did since it started. Safe for concurrent use.</summary>
public sealed class FakeStatistics
{
    private readonly ConcurrentDictionary<string, long> _requests = new();
    private readonly ConcurrentDictionary<int, long> _answers = new();
    private long _ticks;
    private long _bars;
    private long _streamBars;
    private int _underWay;
    private int _mostUnderWay;

    internal FakeStatistics() { }

    /// <summary>Requests by path, those that were refused included.</summary>
    public IReadOnlyDictionary<string, long> Requests => _requests;

    /// <summary>Answers by HTTP status; 0 for connections that were aborted on purpose.</summary>
    public IReadOnlyDictionary<int, long> Answers => _answers;

    /// <summary>All requests.</summary>
    public long TotalRequests => _requests.Values.Sum();

    /// <summary>Bars written into answers.</summary>
    public long BarsServed => Interlocked.Read(ref _bars);

    /// <summary>Bars sent over streams, later versions included.</summary>
    public long BarsStreamed => Interlocked.Read(ref _streamBars);

    /// <summary>Time between the start and the end of handlers, summed up over requests; waiting for the client is in it.</summary>
    public TimeSpan TimeInHandlers => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

    /// <summary>Requests that are being handled.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Most requests that were handled at the same time.</summary>
    public int MostUnderWay => Volatile.Read(ref _mostUnderWay);

    internal void Begin(string path)
    {
        _requests.AddOrUpdate(path, 1, (_, count) => count + 1);
        var now = Interlocked.Increment(ref _underWay);
        int most;
        while (now > (most = _mostUnderWay) && Interlocked.CompareExchange(ref _mostUnderWay, now, most) != most) { }
    }

    internal void End(int status, long ticks)
    {
        Interlocked.Decrement(ref _underWay);
        Interlocked.Add(ref _ticks, ticks);
        _answers.AddOrUpdate(status, 1, (_, count) => count + 1);
    }

    internal void CountBars(int bars) => Interlocked.Add(ref _bars, bars);

    internal void CountStreamed(int bars) => Interlocked.Add(ref _streamBars, bars);
}
