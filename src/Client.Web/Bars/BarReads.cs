using Quant.Catalog.Series;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Symbols;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Client.Web.Bars;

/// <inheritdoc cref="IBarReads"/>
internal sealed class BarReads(BarReader reader, KnownSymbols symbols) : IBarReads
{
    public async Task<BarsDto> ReadAsync(BarQuery query, CancellationToken cancellation)
    {
        var symbol = Symbol.Parse(Uri.UnescapeDataString(query.Symbol));
        var interval = Interval.Parse(query.Interval);
        var adjustment = AdjustmentWords.Parse(query.Adjustment);
        var facts = await symbols.RequireAsync(symbol, cancellation);
        _ = new Buckets(0, query.MaxPoints);
        var source = await reader.FindAsync(
            new Quant.Catalog.Series.BarQuery(symbol, interval, adjustment),
            cancellation
        );
        var bars = await Task.Run(() => Load(source, query), cancellation);
        var points = new Buckets(bars.Count, query.MaxPoints);
        return new BarsDto(
            symbol.ToString(),
            facts.Synthetic,
            interval.ToString(),
            query.Adjustment,
            facts.TimeZone,
            points.Rows,
            points.Stride,
            points.First(bars.Ts),
            points.First(bars.Open),
            points.Max(bars.High),
            points.Min(bars.Low),
            points.Last(bars.Close),
            points.Sum(bars.Volume)
        );
    }

    private BarSeries Load(BarSource source, BarQuery query)
    {
        var (from, to) = (query.FromTs ?? long.MinValue, query.ToTs ?? long.MaxValue);
        // Derived bars need all minutes of their session: a day more on either side, cut off again below.
        var room = source.StoredInterval == source.Query.Interval ? 0 : UnixMicros.PerDay;
        var (first, end) = (Math.Max(from, long.MinValue + room) - room, Math.Min(to, long.MaxValue - room) + room);
        var entries = source.Entries.Where(entry => entry.LastTs >= first && entry.FirstTs < end).ToList();
        if (from >= to || entries.Count == 0)
        {
            throw Nothing(source, query);
        }
        var bars = reader.Load(source with { Entries = entries, FromTs = first, ToTs = end });
        var start = bars.FirstAtOrAfter(from);
        var count = bars.FirstAtOrAfter(to) - start;
        return count == 0 ? throw Nothing(source, query)
            : count == bars.Count ? bars
            : bars.Slice(start, count);
    }

    private static BadInputException Nothing(BarSource source, BarQuery query) =>
        new(
            "from",
            $"{query.FromTs} to {query.ToTs}",
            $"a range with bars; there are {source.Query.Interval} bars from {source.Entries.Min(e => e.FirstTs)} "
                + $"to {source.Entries.Max(e => e.LastTs)} (microseconds UTC)"
        );
}
