using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Ingest.Asking;
using Quant.Grains.Ingest.Storing;
using Quant.Lake.Manifest;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Ingest;
using Quant.MarketData.Sessions;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Grains.Ingest.Backfills;

/// <summary>What a backfill still has to ask for.</summary>
/// <param name="Total">Windows in all.</param>
/// <param name="Todo">Those not answered yet, in the order they are asked for.</param>
internal sealed record BackfillPlan(int Total, IReadOnlyList<IngestWindowSpan> Todo)
{
    /// <summary>Plans by what was answered before, which is all a backfill remembers of its windows.</summary>
    public static async Task<BackfillPlan> OfAsync(
        BackfillRecord backfill,
        ExchangeCalendar calendar,
        SymbolBars bars,
        CatalogStore catalog,
        ProviderAsks asks,
        IngestThreads threads,
        CancellationToken cancellation
    )
    {
        var windows = BackfillWindows.Of(
            backfill.Interval,
            calendar,
            SessionChoice.Parse(backfill.Sessions),
            backfill.FromTs,
            backfill.ToTs,
            backfill.NewestFirst
        );
        var answered = await catalog.IngestWindows.ListAsync(backfill.Symbol, backfill.Interval, cancellation);
        if (backfill.OnlyGaps)
        {
            var halts = await catalog.Halts.ListAsync(backfill.Symbol, cancellation);
            var evidence = new GapEvidence([.. answered.Select(window => window.ToAsked())], halts);
            var files = await catalog.Manifest.ListAsync(
                BarStore.DatasetOf(backfill.Interval),
                backfill.Symbol.ToString(),
                cancellation
            );
            var sessions = SessionChoice.Parse(backfill.Sessions);
            var gaps = await threads.RunAsync(
                backfill.Symbol,
                _ => Gaps(windows, bars.Store, files, backfill, calendar, sessions, evidence),
                cancellation
            );
            return new BackfillPlan(gaps.Count, gaps);
        }
        var sources = asks.SourcesOf(backfill.Providers);
        var covered = new SpanSet(
            answered
                .Where(window => sources.Contains(window.Source) && Keeps(window.Sessions, backfill.Sessions))
                .Where(window => !backfill.Again || window.AskedAt >= backfill.CreatedAt)
                .Select(window => new IngestWindowSpan(window.FromTs, window.ToTs))
        );
        return new BackfillPlan(
            windows.Count,
            [.. windows.Where(window => !covered.Covers(window)).Select(covered.WithoutStartOf)]
        );
    }

    private static bool Keeps(string kept, string wanted) =>
        (SessionChoice.Parse(kept) & SessionChoice.Parse(wanted)) == SessionChoice.Parse(wanted);

    /// <summary>The stretch from the first to the last gap of a provider in each window.</summary>
    private static List<IngestWindowSpan> Gaps(
        IReadOnlyList<IngestWindowSpan> windows,
        BarStore store,
        IReadOnlyList<ManifestEntry> files,
        BackfillRecord backfill,
        ExchangeCalendar calendar,
        TradingSessions sessions,
        GapEvidence evidence
    )
    {
        // Scanned as one: whether a silent session can be right shows in the sessions around it.
        var (from, to) = (backfill.FromTs, backfill.ToTs);
        var own = files.Where(file => file.LastTs >= from && file.FirstTs < to).ToList();
        var bars =
            own.Count > 0
                ? store.Read(own, from, to)
                : new BarSeriesBuilder().Build(backfill.Symbol, backfill.Interval);
        var gaps = GapScan
            .Scan(bars, calendar, sessions, evidence, from, to)
            .Gaps.Where(gap => gap.Kind == GapKind.ProviderGap)
            .ToList();
        var found = new List<IngestWindowSpan>();
        foreach (var window in windows)
        {
            var inside = gaps.Where(gap => gap.FromTs < window.ToTs && gap.ToTs > window.FromTs).ToList();
            if (inside.Count > 0)
            {
                found.Add(
                    new IngestWindowSpan(
                        Math.Max(window.FromTs, inside.Min(gap => gap.FromTs)),
                        Math.Min(window.ToTs, inside.Max(gap => gap.ToTs))
                    )
                );
            }
        }
        return found;
    }
}
