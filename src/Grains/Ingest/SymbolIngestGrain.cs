using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Ingest;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Work;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Uploads;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers;
using Quant.MarketData.Storage;

namespace Quant.Grains.Ingest;

/// <inheritdoc cref="ISymbolIngestGrain"/>
public sealed class SymbolIngestGrain(
    CatalogStore catalog,
    LakeStore lake,
    IUploadStore uploads,
    WorkPool pool,
    TimeProvider clock,
    ILogger<SymbolIngestGrain> log
) : Grain, ISymbolIngestGrain
{
    /// <summary>How often a swap lost to another writer is planned again before it is told.</summary>
    private const int SwapAttempts = 5;

    private readonly BarStore _store = new(lake);
    private readonly WorkProgress _progress = new();

    private Symbol Symbol => Symbol.Parse(this.GetPrimaryKeyString());

    private WorkLabel Label => WorkLabel.Import(Symbol);

    public Task<IngestReport> ImportAsync(ImportRequest request, CancellationToken cancellation) =>
        RunAsync(
            async () =>
            {
                var known = await catalog.Symbols.FindAsync(Symbol, cancellation);
                return new UploadedBars(Symbol, request, uploads, clock, known?.Calendar);
            },
            cancellation
        );

    public Task<IngestReport> ImportSampleAsync(string sample, CancellationToken cancellation) =>
        RunAsync(() => Task.FromResult<IBarDelivery>(new SampleBars(Symbol, sample)), cancellation);

    public Task<IngestReport> GenerateAsync(SyntheticRequest request, CancellationToken cancellation) =>
        RunAsync(() => Task.FromResult<IBarDelivery>(new SyntheticBars(Symbol, request.Sessions)), cancellation);

    public Task<WorkStatus> GetStatusAsync() => Task.FromResult(_progress.Status);

    private Task<IngestReport> RunAsync(Func<Task<IBarDelivery>> delivered, CancellationToken cancellation) =>
        Translated.RunAsync(() =>
            _progress.TrackAsync("reading", async () => await IngestAsync(await delivered(), cancellation))
        );

    private async Task<IngestReport> IngestAsync(IBarDelivery delivery, CancellationToken cancellation)
    {
        var started = clock.GetUtcNow();
        var hash = await pool.RunAsync(Label, _ => delivery.ContentHash(), cancellation);
        if (await FindDoneAsync(hash, cancellation) is { } done)
        {
            delivery.Discard();
            return done;
        }
        var import = await pool.RunAsync(Label, _ => delivery.Read(), cancellation);
        _progress.Report("writing", import.Series.Count);
        await catalog.Symbols.PutAsync(
            Symbol,
            delivery.Description,
            import.Source,
            delivery.Calendar.Name,
            Symbol.IsSynthetic,
            cancellation
        );
        if (import.Actions.Count > 0)
        {
            await catalog.Adjustments.ReplaceAsync(
                Symbol,
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
        var plan = await MergeAsync(import.Series, cancellation);
        var refused = import.Report.Refused.ToDictionary(r => r.Fault.ToString(), r => r.Count);
        await catalog.Ingests.RecordAsync(
            new IngestRecord(
                hash,
                Symbol,
                import.Series.Interval,
                import.Source,
                import.Report.Accepted,
                refused,
                started,
                clock.GetUtcNow()
            ),
            cancellation
        );
        delivery.Discard();
        return await ReportAsync(import, refused, plan, cancellation);
    }

    /// <summary>The report of an earlier import of the same content, if nothing was imported over it since.</summary>
    private async Task<IngestReport?> FindDoneAsync(string hash, CancellationToken cancellation)
    {
        var history = await catalog.Ingests.ListAsync(Symbol, cancellation);
        var same = history.FirstOrDefault(record => record.ContentHash == hash);
        if (same is null || history.First(record => record.Interval == same.Interval) != same)
        {
            return null;
        }
        var coverage = await CoverageAsync(same.Interval, cancellation);
        return coverage is null
            ? null
            : new IngestReport(
                Symbol.ToString(),
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
            );
    }

    private async Task<MergePlan> MergeAsync(BarSeries bars, CancellationToken cancellation)
    {
        var dataset = BarStore.DatasetOf(bars.Interval);
        for (var attempt = 1; ; attempt++)
        {
            var current = await catalog.Manifest.ListAsync(dataset, Symbol.ToString(), cancellation);
            var plan = await pool.RunAsync(Label, _ => _store.PlanMerge(current, bars), cancellation);
            if (plan.Changes.Count == 0 || await catalog.Manifest.TryApplyAsync(plan.Changes, cancellation))
            {
                return plan;
            }
            if (attempt == SwapAttempts)
            {
                throw new InvalidOperationException(
                    $"Another writer replaced partitions of {Symbol} {SwapAttempts} times in a row; nothing was changed."
                );
            }
            log.LogWarning("Partitions of {Symbol} changed while bars were merged; planning again", Symbol);
        }
    }

    private async Task<IngestReport> ReportAsync(
        BarImport import,
        Dictionary<string, long> refused,
        MergePlan plan,
        CancellationToken cancellation
    )
    {
        var coverage = await CoverageAsync(import.Series.Interval, cancellation);
        return new IngestReport(
            Symbol.ToString(),
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

    private async Task<SymbolCoverage?> CoverageAsync(Interval interval, CancellationToken cancellation) =>
        (await catalog.Symbols.CoverageAsync(Symbol, cancellation)).FirstOrDefault(c => c.Interval == interval);
}
