using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Ingest.Storing;
using Quant.Grains.Interfaces.Ingest;
using Quant.Grains.Work;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers;
using Quant.MarketData.Storage;

namespace Quant.Grains.Ingest.Files;

/// <summary>Imports bars that were handed in; the same content again is answered from the catalog.</summary>
internal sealed class FileImport(
    SymbolBars bars,
    CatalogStore catalog,
    WorkPool pool,
    FeatureNotices notices,
    WorkProgress progress,
    TimeProvider clock
)
{
    private WorkLabel Label => WorkLabel.Import(bars.Symbol);

    public async Task<IngestReport> RunAsync(IBarDelivery delivery, CancellationToken cancellation)
    {
        var started = clock.GetUtcNow();
        var hash = await pool.RunAsync(Label, _ => delivery.ContentHash(), cancellation);
        if (await FindDoneAsync(hash, cancellation) is { } done)
        {
            delivery.Discard();
            return done;
        }
        var import = await pool.RunAsync(Label, _ => delivery.Read(), cancellation);
        await bars.RequireSameKindAsync(import.Source, bars.Symbol.IsSynthetic);
        await bars.RequireSameCalendarAsync(delivery.Calendar);
        progress.Report("writing", import.Series.Count);
        await catalog.Symbols.PutAsync(
            bars.Symbol,
            delivery.Description,
            import.Source,
            delivery.Calendar.Name,
            bars.Symbol.IsSynthetic,
            cancellation
        );
        if (import.Actions.Count > 0)
        {
            await catalog.Adjustments.ReplaceAsync(
                bars.Symbol,
                [
                    .. import.Actions.Select(a => new Adjustment(
                        a.LastDate,
                        a.SplitFactor,
                        a.DividendFactor,
                        import.Source
                    )),
                ],
                cancellation
            );
        }
        var plan = await bars.SwapAsync(
            import.Series.Interval,
            compute => pool.RunAsync(Label, _ => compute(), cancellation),
            current => bars.Store.PlanMerge(current, import.Series),
            cancellation
        );
        var refused = import.Report.Refused.ToDictionary(r => r.Fault.ToString(), r => r.Count);
        await RecordAsync(hash, import, refused, started, cancellation);
        if (plan.Changes.Count > 0)
        {
            await notices.TellAsync(bars.Symbol);
        }
        delivery.Discard();
        return await ReportAsync(import, refused, plan, cancellation);
    }

    /// <summary>The report of an earlier import of the same content, if nothing was imported over it since.</summary>
    private async Task<IngestReport?> FindDoneAsync(string hash, CancellationToken cancellation)
    {
        var history = await catalog.Ingests.ListAsync(bars.Symbol, cancellation);
        var same = history.FirstOrDefault(record => record.ContentHash == hash);
        if (same is null || history.First(record => record.Interval == same.Interval) != same)
        {
            return null;
        }
        var windows = await catalog.IngestWindows.ListAsync(bars.Symbol, same.Interval, cancellation);
        if (windows.Any(window => window.AskedAt > same.FinishedAt))
        {
            return null;
        }
        return await bars.CoverageAsync(same.Interval, cancellation) is { } coverage
            ? new IngestReport(
                bars.Symbol.ToString(),
                same.Interval.ToString(),
                same.RowsAccepted,
                same.Refused,
                0,
                0,
                0,
                coverage.FirstTs,
                coverage.LastTs,
                true,
                []
            )
            : null;
    }

    /// <summary>
    /// Records the import, and that its source told all it has between its first and last bar: what is missing there has
    /// no trade.
    /// </summary>
    private async Task RecordAsync(
        string hash,
        BarImport import,
        IReadOnlyDictionary<string, long> refused,
        DateTimeOffset started,
        CancellationToken cancellation
    )
    {
        var (series, now) = (import.Series, clock.GetUtcNow());
        await catalog.IngestWindows.RecordAsync(
            new IngestWindow(
                bars.Symbol,
                series.Interval,
                series.Ts[0],
                series.Ts[^1] + series.Interval.Micros,
                series.Source?[0] ?? "file",
                // A file of regular hours alone says nothing of the others.
                !series.Interval.IsDaily && import.Report.Pre + import.Report.Post == 0
                    ? "regular"
                    : "all",
                now,
                series.Count,
                refused
            ),
            cancellation
        );
        await catalog.Ingests.RecordAsync(
            new IngestRecord(
                hash,
                bars.Symbol,
                series.Interval,
                import.Source,
                import.Report.Accepted,
                refused,
                started,
                now
            ),
            cancellation
        );
    }

    private async Task<IngestReport> ReportAsync(
        BarImport import,
        Dictionary<string, long> refused,
        MergePlan plan,
        CancellationToken cancellation
    )
    {
        var coverage = await bars.CoverageAsync(import.Series.Interval, cancellation);
        return new IngestReport(
            bars.Symbol.ToString(),
            import.Series.Interval.ToString(),
            import.Report.Accepted,
            refused,
            plan.Added,
            plan.Revised,
            plan.Changes.Count,
            coverage!.FirstTs,
            coverage.LastTs,
            false,
            [
                .. import
                    .Report.Refused.SelectMany(r => r.Examples)
                    .Take(10)
                    .Select(e => $"line {e.Line}, {e.Column} '{e.Value}': expected {e.Allowed}"),
            ]
        );
    }
}
