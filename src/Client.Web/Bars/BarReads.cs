using Quant.Catalog.Series;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Symbols;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Filling;
using Quant.MarketData.Sessions;
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
        var fill = FillWords.Parse(query.Fill);
        var facts = await symbols.RequireAsync(symbol, cancellation);
        _ = new Buckets(0, query.MaxPoints);
        var source = await reader.FindAsync(
            new Quant.Catalog.Series.BarQuery(symbol, interval, adjustment),
            cancellation
        );
        var (bars, filled) = await Task.Run(() => Load(source, query, fill), cancellation);
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
            points.Sum(bars.Volume),
            fill == FillMode.None ? null : points.All(filled),
            query.Sources ? points.Common(bars.Source ?? new string?[bars.Count]) : null
        );
    }

    private FilledBars Load(BarSource source, BarQuery query, FillMode fill)
    {
        var (from, to) = (query.FromTs ?? long.MinValue, query.ToTs ?? long.MaxValue);
        // Derived bars need all minutes of their session; what is filled in needs the bar before it and the sight of a later
        // one, over weekend and holidays: days more on either side, cut off again below.
        var room =
            fill == FillMode.Forward ? 7 * UnixMicros.PerDay
            : source.StoredInterval != source.Query.Interval ? UnixMicros.PerDay
            : 0;
        var (first, end) = (Math.Max(from, long.MinValue + room) - room, Math.Min(to, long.MaxValue - room) + room);
        var entries = source.Entries.Where(entry => entry.LastTs >= first && entry.FirstTs < end).ToList();
        if (from >= to || entries.Count == 0)
        {
            throw Nothing(source, query);
        }
        var bars = reader.Load(source with { Entries = entries, FromTs = first, ToTs = end }, query.Sources);
        var (all, filled) =
            fill == FillMode.Forward
                ? ForwardFill.Apply(bars, source.Calendar, TradingSessions.All)
                : new FilledBars(bars, new bool[bars.Count]);
        var start = all.FirstAtOrAfter(from);
        var count = all.FirstAtOrAfter(to) - start;
        return count == 0 ? throw Nothing(source, query)
            : count == all.Count ? new FilledBars(all, filled)
            : new FilledBars(all.Slice(start, count), filled[start..(start + count)]);
    }

    private static BadInputException Nothing(BarSource source, BarQuery query) =>
        new(
            "from",
            $"{query.FromTs} to {query.ToTs}",
            $"a range with bars; there are {source.Query.Interval} bars from {source.Entries.Min(e => e.FirstTs)} "
                + $"to {source.Entries.Max(e => e.LastTs)} (microseconds UTC)"
        );
}
