using Quant.Catalog;
using Quant.Catalog.Series;
using Quant.Grains.Interfaces.Quality;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Quality.Checks;
using Quant.MarketData.Sessions;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Grains.Quality;

/// <summary>Everything a report on a range is made of, as the catalog has it now.</summary>
/// <param name="Source">The bars' files.</param>
/// <param name="Sessions">Parts of the day whose bars are wanted.</param>
/// <param name="Actions">Splits and dividends.</param>
/// <param name="Evidence">What was asked for, and halts.</param>
/// <param name="Refused">Rows refused, by reason.</param>
internal sealed record CheckedRange(
    BarSource Source,
    TradingSessions Sessions,
    IReadOnlyList<CorporateAction> Actions,
    GapEvidence Evidence,
    IReadOnlyDictionary<string, long> Refused
)
{
    /// <summary>Same fingerprint, same report.</summary>
    public Fingerprint Fingerprint { get; } =
        Fingerprint.Of(
            new
            {
                bars = Source.Fingerprint,
                from = Source.FromTs,
                to = Source.ToTs,
                sessions = SessionChoice.Text(Sessions),
                actions = Actions.Select(action =>
                    new[] { action.LastDate.DayNumber, action.SplitFactor, action.DividendFactor }
                ),
                asked = Evidence.Asked.Select(range =>
                    $"{range.FromTs} {range.ToTs} {range.AskedAt} {range.Source} {range.Sessions}"
                ),
                halts = Evidence.Halts.Select(halt => $"{halt.FromTs} {halt.ToTs} {halt.Reason}"),
                refused = Refused,
            }
        );

    /// <exception cref="BadInputException">Unknown symbol, no bars, or a range that is none.</exception>
    public static async Task<CheckedRange> FindAsync(
        Symbol symbol,
        BarCheckRequest request,
        CatalogStore catalog,
        BarReader reader,
        long now,
        CancellationToken cancellation
    )
    {
        var interval = Interval.Parse(request.Interval);
        var sessions = SessionChoice.Parse(request.Sessions);
        var found = await reader.FindAsync(new BarQuery(symbol, interval, AdjustmentMode.None), cancellation);
        var from = request.FromTs ?? found.Entries.Min(entry => entry.FirstTs);
        var to = Math.Min(
            now,
            request.ToTs ?? found.Calendar.BarEnd(found.Entries.Max(entry => entry.LastTs), found.StoredInterval)
        );
        if (from >= to)
        {
            var allowed = $"a time before {UnixMicros.Format(to)}, the end of the range";
            throw new BadInputException("from", UnixMicros.Format(from), allowed);
        }
        var windows = await catalog.IngestWindows.ListAsync(symbol, found.StoredInterval, cancellation);
        var imports = (await catalog.Ingests.ListAsync(symbol, cancellation))
            .Where(import => import.Interval == found.StoredInterval)
            .ToList();
        // Imports recorded before windows were: they told all between the first and the last bar.
        IEnumerable<AskedRange> asked =
            windows.Count > 0 || imports.Count == 0
                ? windows.Select(window => window.ToAsked())
                :
                [
                    new AskedRange(
                        found.Entries.Min(entry => entry.FirstTs),
                        found.Entries.Max(entry => entry.LastTs) + found.StoredInterval.Micros,
                        UnixMicros.From(imports[0].FinishedAt),
                        imports[0].Source
                    ),
                ];
        var refused =
            windows.Count > 0
                ? windows.Where(window => window.FromTs < to && window.ToTs > from).Select(window => window.Refused)
                : imports.Select(import => import.Refused);
        var actions = await catalog.Adjustments.ListAsync(symbol, cancellation);
        return new CheckedRange(
            found with
            {
                FromTs = from,
                ToTs = to,
            },
            sessions,
            [.. actions.Select(a => new CorporateAction(symbol, a.LastDate, a.SplitFactor, a.DividendFactor))],
            new GapEvidence([.. asked], await catalog.Halts.ListAsync(symbol, cancellation)),
            Sum(refused)
        );
    }

    /// <summary>Reads the bars and judges them. Heavy: a worker thread's work.</summary>
    public (BarQualityReport Report, IReadOnlyList<Gap> Gaps) Judge(BarReader reader, BarStore store)
    {
        var bars = Load(reader, store);
        var gaps = GapScan.Scan(bars, Source.Calendar, Sessions, Evidence, Source.FromTs, Source.ToTs);
        var report = BarCheck.Run(bars, Source.Calendar, Sessions, Actions, gaps, Refused);
        return (QualityMessages.Of(report, Source, bars), gaps.Gaps);
    }

    private BarSeries Load(BarReader reader, BarStore store)
    {
        // Derived bars need all minutes of their session: a day more on either side, cut off again below.
        var room = Source.StoredInterval == Source.Query.Interval ? 0 : UnixMicros.PerDay;
        var (first, end) = (Source.FromTs - room, Source.ToTs + room);
        var entries = Source.Entries.Where(entry => entry.LastTs >= first && entry.FirstTs < end).ToList();
        if (entries.Count == 0)
        {
            return new BarSeriesBuilder().Build(Source.Query.Symbol, Source.Query.Interval);
        }
        if (room == 0)
        {
            return store.Read(entries, Source.FromTs, Source.ToTs, withSource: true);
        }
        var bars = reader.Load(Source with { Entries = entries, FromTs = first, ToTs = end });
        var start = bars.FirstAtOrAfter(Source.FromTs);
        return bars.Slice(start, bars.FirstAtOrAfter(Source.ToTs) - start);
    }

    private static SortedDictionary<string, long> Sum(IEnumerable<IReadOnlyDictionary<string, long>> refused)
    {
        var sum = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in refused.SelectMany(one => one))
        {
            sum[reason] = sum.GetValueOrDefault(reason) + count;
        }
        return sum;
    }
}
