using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Resampling;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Catalog.Series;

/// <summary>
/// Bars as they are to be used: found by the manifest, read from the lake, resampled where only minutes are stored, and
/// adjusted. Finding is quick and asynchronous; loading computes and belongs on a worker thread.
/// </summary>
public sealed class BarReader(CatalogStore catalog, LakeStore lake)
{
    private readonly BarStore _store = new(lake);

    /// <summary>
    /// The snapshot a query means now. Where the interval itself is not stored, minute bars are, and the bars are derived
    /// from them, aligned to the session.
    /// </summary>
    /// <exception cref="BadInputException">Unknown symbol, or no bars of the interval or of minutes in the range.</exception>
    public async Task<BarSource> FindAsync(BarQuery query, CancellationToken cancellation)
    {
        if (query.From > query.To)
        {
            throw new BadInputException("from", query.From.Value.ToString("O"), $"a date up to {query.To:O}");
        }
        var symbol =
            await catalog.Symbols.FindAsync(query.Symbol, cancellation)
            ?? throw await UnknownAsync(query.Symbol, cancellation);
        var calendar = ExchangeCalendar.Parse(symbol.Calendar);
        var from = query.From is { } first ? calendar.Zone.Midnight(first) : long.MinValue;
        var to = query.To is { } last ? calendar.Zone.Midnight(last.AddDays(1)) : long.MaxValue;
        var (stored, entries) = await EntriesAsync(query, cancellation);
        var needed = entries.Where(entry => entry.LastTs >= from && entry.FirstTs < to).ToList();
        if (needed.Count == 0)
        {
            throw await NothingAsync(query, cancellation);
        }
        var actions = query.Adjustment == AdjustmentMode.None ? [] : await ActionsAsync(query.Symbol, cancellation);
        return new BarSource(query, calendar, stored, needed, actions, from, to);
    }

    /// <summary>Reads what was found. Heavy: a worker thread's work.</summary>
    /// <param name="source">What was found.</param>
    /// <param name="withSource">True to read where each bar is from; bars that are derived do not say.</param>
    /// <exception cref="LakeFileException">A file is missing, torn or altered.</exception>
    /// <exception cref="BadInputException">No bar in the range.</exception>
    public BarSeries Load(BarSource source, bool withSource = false)
    {
        var raw = _store.Read(source.Entries, source.FromTs, source.ToTs, withSource);
        var bars =
            source.StoredInterval == source.Query.Interval
                ? raw
                : BarResampler.Resample(raw, source.Query.Interval, source.Calendar);
        if (bars.Count == 0)
        {
            throw new BadInputException("from", source.Query.From?.ToString("O"), $"a range with bars of {raw.Symbol}");
        }
        return PriceAdjustment.Apply(bars, source.Actions, source.Query.Adjustment, source.Calendar);
    }

    private async Task<(Interval Stored, IReadOnlyList<ManifestEntry> Entries)> EntriesAsync(
        BarQuery query,
        CancellationToken cancellation
    )
    {
        var symbol = query.Symbol.ToString();
        var own = await catalog.Manifest.ListAsync(BarStore.DatasetOf(query.Interval), symbol, cancellation);
        return own.Count > 0 || query.Interval == Interval.Minute1
            ? (query.Interval, own)
            : (
                Interval.Minute1,
                await catalog.Manifest.ListAsync(BarStore.DatasetOf(Interval.Minute1), symbol, cancellation)
            );
    }

    private async Task<IReadOnlyList<CorporateAction>> ActionsAsync(Symbol symbol, CancellationToken cancellation) =>
        [
            .. (await catalog.Adjustments.ListAsync(symbol, cancellation)).Select(a => new CorporateAction(
                symbol,
                a.LastDate,
                a.SplitFactor,
                a.DividendFactor
            )),
        ];

    private async Task<BadInputException> UnknownAsync(Symbol symbol, CancellationToken cancellation)
    {
        var known = await catalog.Symbols.ListAsync(cancellation);
        var names = known.Count == 0 ? "none is imported yet" : string.Join(", ", known.Take(12).Select(s => s.Symbol));
        return new BadInputException("symbol", symbol.ToString(), $"an imported symbol ({names}); import bars first");
    }

    private async Task<BadInputException> NothingAsync(BarQuery query, CancellationToken cancellation)
    {
        var coverage = await catalog.Symbols.CoverageAsync(query.Symbol, cancellation);
        var there = string.Join(
            "; ",
            coverage.Select(c => $"{c.Interval} from {UnixMicros.Format(c.FirstTs)} to {UnixMicros.Format(c.LastTs)}")
        );
        return new BadInputException(
            "interval",
            $"{query.Interval} of {query.Symbol}"
                + (query.From is { } from ? $" from {from:O}" : "")
                + (query.To is { } to ? $" to {to:O}" : ""),
            there.Length == 0 ? $"bars of {query.Symbol}; there are none yet" : $"bars that are there: {there}"
        );
    }
}
