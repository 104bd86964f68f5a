using FakeAlpaca.Market;
using Quant.MarketData.Bars;

namespace FakeAlpaca.Rest;

/// <summary>One page of bars: by symbol, then by time.</summary>
/// <param name="Bars">Bars of each symbol that has some.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
internal sealed record BarsPage(IReadOnlyList<(string Symbol, List<Bar> Bars)> Bars, PageToken? Next)
{
    public static BarsPage Of(BarsQuery query, MarketView view)
    {
        var left = query.Limit;
        var symbols = new List<(string, List<Bar>)>();
        PageToken? last = null;
        foreach (var symbol in query.Symbols)
        {
            var order = query.After is { } after ? string.CompareOrdinal(symbol, after.Symbol) : 1;
            if (order < 0)
            {
                continue;
            }
            var (from, to) = (query.FromTs, Math.Min(query.ToTs, view.Now));
            if (order == 0)
            {
                (from, to) = query.Descending ? (from, query.After!.Ts - 1) : (query.After!.Ts + 1, to);
            }
            if (from > to)
            {
                continue;
            }
            var bars = new List<Bar>(Math.Min(left, 1024));
            var more = Fill(query, view, symbol, from, to, left, bars);
            if (bars.Count > 0)
            {
                symbols.Add((symbol, bars));
                left -= bars.Count;
                last = new PageToken(symbol, bars[^1].Ts);
            }
            if (more)
            {
                return new BarsPage(symbols, last ?? query.After);
            }
        }
        return new BarsPage(symbols, null);
    }

    /// <summary>True when there are more than fit.</summary>
    private static bool Fill(
        BarsQuery query,
        MarketView view,
        string symbol,
        long from,
        long to,
        int room,
        List<Bar> bars
    )
    {
        var zone = view.Market.Instrument(symbol).Calendar.Zone;
        var days = view.Days(symbol);
        var (first, last) = (zone.DateOf(from), zone.DateOf(to));
        var date = query.Descending ? days.OnOrBefore(last) : days.OnOrAfter(first);
        while (date is { } day && (query.Descending ? day >= first : day <= last))
        {
            var all = view.Bars(symbol, day, query.Timeframe);
            var (low, high) = (FirstAtOrAfter(all, from), FirstAtOrAfter(all, to + 1));
            var some = all[low..high];
            var take = Math.Min(some.Length, room - bars.Count);
            var served = query.Descending ? some[(some.Length - take)..] : some[..take];
            var start = bars.Count;
            bars.AddRange(served);
            if (query.Descending)
            {
                bars.Reverse(start, take);
            }
            ServedBars.Adjust(bars, start, view, symbol, day, query);
            if (take < some.Length)
            {
                return true;
            }
            date = query.Descending ? days.OnOrBefore(day.AddDays(-1)) : days.OnOrAfter(day.AddDays(1));
        }
        return false;
    }

    private static int FirstAtOrAfter(ReadOnlySpan<Bar> bars, long ts)
    {
        var (low, high) = (0, bars.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = bars[middle].Ts < ts ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
