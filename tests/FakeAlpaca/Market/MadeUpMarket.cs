using System.Collections.Concurrent;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace FakeAlpaca.Market;

/// <summary>
/// A market that never was: minute bars of any valid symbol on any day since 2016-01-04, made from a hash of symbol and
/// day, the same each time and on every machine. Safe for concurrent use.
/// </summary>
/// <param name="cachedDays">Days of bars kept in memory.</param>
/// <param name="leastTrades">Every symbol has at least so many trades a minute of the regular session, on average.</param>
internal sealed class MadeUpMarket(int cachedDays, double leastTrades = 0)
{
    /// <summary>A late trade is told this long after the bar has closed.</summary>
    public const long LateBy = 30 * UnixMicros.PerSecond;

    private const ulong LateSalt = 0x4C415445;
    private readonly ConcurrentDictionary<string, (Instrument Instrument, CorporateEvent[] Events)> _known = new();
    private readonly DayCache _cache = new(cachedDays);

    public Instrument Instrument(string symbol) => Known(symbol).Instrument;

    public CorporateEvent[] Events(string symbol) => Known(symbol).Events;

    /// <summary>The final bars of a day, ascending; empty where the market rests. Not to be written to.</summary>
    public Bar[] Day(string symbol, DateOnly date)
    {
        var (instrument, events) = Known(symbol);
        return instrument.Days.OrdinalOf(date) == 0
            ? []
            : _cache.Get(symbol, date, () => DayGenerator.Minutes(instrument, events, date));
    }

    /// <summary>The pause of a day, where it has one.</summary>
    public Halt? HaltOf(string symbol, DateOnly date)
    {
        var instrument = Instrument(symbol);
        return instrument.Days.OrdinalOf(date) == 0 ? null : Halt.Of(instrument, instrument.Calendar.HoursOf(date));
    }

    /// <summary>The bar as it is told when it closes; null when it is told right the first time.</summary>
    public Bar? FirstTold(string symbol, in Bar bar)
    {
        var instrument = Instrument(symbol);
        if (!instrument.IsStock || bar.TradeCount < 2)
        {
            return null;
        }
        var isLate = new MarketRandom(instrument.Seed ^ LateSalt, bar.Ts / UnixMicros.PerMinute).Next() % 12 == 0;
        return isLate
            ? bar with
            {
                Volume = bar.Volume - Math.Max(1, Math.Floor(bar.Volume / bar.TradeCount)),
                TradeCount = bar.TradeCount - 1,
            }
            : null;
    }

    private (Instrument Instrument, CorporateEvent[] Events) Known(string symbol) =>
        _known.GetOrAdd(
            symbol,
            name =>
            {
                var drawn = Market.Instrument.Of(name);
                var instrument = drawn with { TradesPerMinute = Math.Max(drawn.TradesPerMinute, leastTrades) };
                return (instrument, CorporateEvents.Of(instrument));
            }
        );
}
