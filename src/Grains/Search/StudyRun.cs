using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Grains.Interfaces.Models;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;
using Quant.Grains.Interfaces.Simulation;
using Quant.Grains.Specs;
using Quant.Grains.Work;
using Quant.Search.Objectives;
using Quant.Search.Studies;
using Quant.Specs;

namespace Quant.Grains.Search;

/// <summary>
/// One run of a study: trains what is not trained, simulates the trials the catalog does not have, and finishes. Only
/// ever asks for work; the catalog decides what counts.
/// </summary>
public sealed class StudyRun(
    string id,
    ResolvedStudy study,
    CatalogStore catalog,
    IGrainFactory grains,
    StudyFinish finish,
    TimeProvider clock,
    ILogger log
)
{
    /// <summary>Configurations handed out at a time: enough to share bitmaps, few enough to spread and to show progress.</summary>
    private const int BatchSize = 256;

    private readonly WorkProgress _progress = new();
    private readonly long _started = clock.GetTimestamp();
    private readonly string _json = SpecJson.Write(study.Plan.Spec);
    private int _modelsReady;
    private long _done;
    private long? _reused;
    private double? _best;

    public StudyStatus Status =>
        new(
            id,
            study.Plan.Spec.Name,
            _progress.Status,
            study.Models.Count,
            _modelsReady,
            study.Plan.Trials,
            _done,
            _reused ?? 0,
            clock.GetElapsedTime(_started).TotalMilliseconds,
            _best
        );

    private Direction Direction => study.Plan.Objective.Direction;

    /// <summary>Trials that had been in the catalog before this run.</summary>
    public long Reused => _reused ?? 0;

    public async Task RunAsync(CancellationToken cancellation)
    {
        _progress.Report("looking for finished trials");
        var finished = new HashSet<long>(await catalog.Trials.ListIndexesAsync(id, cancellation));
        _done = finished.Count;
        _reused ??= finished.Count;
        _modelsReady = 0;
        _best = await BestScore.OfAsync(catalog, id, Direction, cancellation);
        var lanes = await LanesAsync();
        var models = await TrainAsync(lanes, cancellation);
        var periods = StudyPeriods.Of(
            [.. models.Select(model => (model.FirstPrediction, model.LastPrediction))],
            study.Plan.Spec.HoldOut
        );
        await SimulateAsync(finished, periods, lanes, cancellation);
        _progress.Report("judging", _done, study.Plan.Trials);
        await finish.FinishAsync(id, study, periods, clock.GetElapsedTime(_started), cancellation);
        _progress.End(WorkState.Completed, null);
    }

    /// <summary>Shows that the run waits before it begins again, and why.</summary>
    public void Wait(string why) => _progress.Report(why, _done, study.Plan.Trials);

    public void End(WorkState state, string? error) => _progress.End(state, error);

    private async Task<ModelReport[]> TrainAsync(int lanes, CancellationToken cancellation)
    {
        _progress.Report("training models", 0, study.Models.Count);
        var reports = new ModelReport[study.Models.Count];
        await Lanes.ForEachAsync(
            Enumerable.Range(0, reports.Length),
            lanes,
            async i =>
            {
                var key = study.Models[i].ToString();
                var request = new ModelRequest(SpecJson.Write(study.Plan.Models[i].Spec), id);
                reports[i] = await Retry.AsLostAsync(
                    () => grains.GetGrain<IModelGrain>(key).TrainAsync(request, cancellation),
                    log,
                    clock,
                    cancellation
                );
                _progress.Report("training models", ++_modelsReady, study.Models.Count);
            },
            cancellation
        );
        return reports;
    }

    private async Task SimulateAsync(
        HashSet<long> finished,
        StudyPeriods periods,
        int lanes,
        CancellationToken cancellation
    )
    {
        _progress.Report("simulating trials", _done, study.Plan.Trials);
        await Lanes.ForEachAsync(
            Batches(finished),
            lanes,
            async batch =>
            {
                var model = study.Models[batch.Model].ToString();
                var request = new BatchRequest(
                    id,
                    _json,
                    model,
                    periods.FromTs,
                    periods.SplitTs,
                    periods.ToTs,
                    batch.Trials
                );
                var shard = $"{model}|{batch.Number % lanes}";
                var report = await Retry.AsLostAsync(
                    () => grains.GetGrain<ISimulationShardGrain>(shard).RunBatchAsync(request, cancellation),
                    log,
                    clock,
                    cancellation
                );
                _done += report.Simulated;
                _best = BestScore.Better(_best, report.BestScore, Direction);
                _progress.Report("simulating trials", _done, study.Plan.Trials);
            },
            cancellation
        );
    }

    /// <summary>Unfinished trials of one model at a time, in the plan's order.</summary>
    private IEnumerable<(int Model, int Number, IReadOnlyList<long> Trials)> Batches(HashSet<long> finished)
    {
        var open = new List<long>[study.Models.Count];
        var number = 0;
        for (long trial = 0; trial < study.Plan.Trials; trial++)
        {
            if (finished.Contains(trial))
            {
                continue;
            }
            var model = study.Plan.ModelOf(trial);
            var batch = open[model] ??= [];
            batch.Add(trial);
            if (batch.Count == BatchSize)
            {
                yield return (model, number++, batch);
                open[model] = null!;
            }
        }
        for (var model = 0; model < open.Length; model++)
        {
            if (open[model] is { } rest)
            {
                yield return (model, number++, rest);
            }
        }
    }

    /// <summary>How much to have under way at once: two pieces for every computing thread of the cluster.</summary>
    private async Task<int> LanesAsync()
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        return 2 * WorkPool.DefaultThreads * Math.Max(1, hosts.Count);
    }
}
