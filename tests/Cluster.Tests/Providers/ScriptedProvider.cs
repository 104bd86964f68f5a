using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Http;
using Quant.Specs;

namespace Quant.Cluster.Tests.Providers;

/// <summary>A provider whose market, clock and mood a test decides.</summary>
internal sealed class ScriptedProvider(string name = "scripted") : IBarProvider, IProviderClock
{
    private readonly ConcurrentDictionary<Symbol, SortedDictionary<long, Bar>> _market = new();
    private readonly ConcurrentQueue<BarRequest> _asked = new();

    public string Name => name;

    public ProviderCapabilities Capabilities { get; init; } =
        new()
        {
            Intervals = [Interval.Minute1, Interval.Day1],
            Calendars = ["XNYS", "24x7"],
            SymbolsPerRequest = 100,
            ExtendedHours = true,
        };

    /// <summary>The provider's time less the machine's; null tells none.</summary>
    public TimeSpan? ClockSkew { get; set; }

    /// <summary>What is thrown instead of an answer; null answers.</summary>
    public Func<BarRequest, Exception?> Fault { get; set; } = _ => null;

    /// <summary>Waited for before each answer.</summary>
    public Func<BarRequest, Task> Gate { get; set; } = _ => Task.CompletedTask;

    /// <summary>All that was asked, answered or not.</summary>
    public IReadOnlyList<BarRequest> Asked => [.. _asked];

    /// <summary>Sets the provider's clock to a time.</summary>
    public void SetTime(long ts) => ClockSkew = UnixMicros.ToInstant(ts) - DateTimeOffset.UtcNow;

    /// <summary>Puts bars on its market, over those there are.</summary>
    public void Put(string symbol, IEnumerable<Bar> bars)
    {
        var own = _market.GetOrAdd(Symbol.Parse(symbol), _ => []);
        lock (own)
        {
            foreach (var bar in bars)
            {
                own[bar.Ts] = bar;
            }
        }
    }

    /// <summary>All bars of its market that lie in a range.</summary>
    public IReadOnlyList<Bar> Bars(string symbol, long from, long to)
    {
        if (!_market.TryGetValue(Symbol.Parse(symbol), out var own))
        {
            return [];
        }
        lock (own)
        {
            return [.. own.Values.Where(bar => bar.Ts >= from && bar.Ts < to)];
        }
    }

    public async IAsyncEnumerable<BarPage> GetBarsAsync(
        BarRequest request,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        _asked.Enqueue(request);
        await Gate(request).WaitAsync(cancellation);
        if (Fault(request) is { } fault)
        {
            throw fault;
        }
        var now = UnixMicros.From(DateTimeOffset.UtcNow + (ClockSkew ?? TimeSpan.Zero));
        foreach (var symbol in request.Symbols)
        {
            var bars = Bars(symbol.ToString(), request.FromTs, request.ToTs)
                .Where(bar => request.Calendar.BarEnd(bar.Ts, request.Interval) <= now)
                .ToList();
            if (bars.Count > 0)
            {
                yield return new BarPage(symbol, bars, []);
            }
        }
    }

    /// <summary>A bar of every regular minute of the sessions from one date to another.</summary>
    public static IEnumerable<Bar> Minutes(DateOnly from, DateOnly to, double price = 100)
    {
        foreach (var date in ExchangeCalendar.Nyse.Sessions(from, to))
        {
            var hours = ExchangeCalendar.Nyse.HoursOf(date);
            for (var ts = hours.Open; ts < hours.Close; ts += UnixMicros.PerMinute)
            {
                price *= 1 + 0.0001 * Math.Sin(ts / 6e7);
                yield return new Bar(
                    ts,
                    price,
                    price * 1.001,
                    price * 0.999,
                    price,
                    100 + ts / UnixMicros.PerMinute % 50
                );
            }
        }
    }
}
