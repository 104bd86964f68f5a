using System.Text.Json.Nodes;
using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Grains.Series;
using Quant.Grains.Simulation;
using Quant.Grains.Specs;
using Quant.Grains.Work;
using Quant.Search.Overfitting;
using Quant.Search.Studies;
using Quant.Specs;

namespace Quant.Grains.Search;

/// <summary>
/// What can be said of a study only when all its trials are done: the deflated Sharpe ratio and the gap of each trial,
/// the probability of overfitting, and what buying and holding would have done.
/// </summary>
public sealed class StudyFinish(CatalogStore catalog, ModelSeriesCache cache, WorkPool pool)
{
    private const int PageSize = 10_000;

    public async Task FinishAsync(
        string id,
        ResolvedStudy study,
        StudyPeriods periods,
        TimeSpan elapsed,
        CancellationToken cancellation
    )
    {
        var blocks = (await catalog.Trials.ReadBlocksAsync(id, cancellation)).ToDictionary(
            b => b.Index,
            b => b.BlockMoments
        );
        var trials = await CompletedAsync(id, cancellation);
        var statistics = await pool.RunAsync(
            WorkLabel.Ranking(id),
            _ =>
                StudyStatistics.Of([
                    .. trials
                        .OrderBy(trial => trial.Index)
                        .Select(trial => new TrialReturns(
                            trial.Index,
                            TrialMetrics.ReturnsOf(trial.SelectionMetrics!),
                            BlockMoments.Decode(blocks[trial.Index])
                        )),
                ]),
            cancellation
        );
        await catalog.Trials.UpdateStatisticsAsync(
            id,
            [
                .. trials.Select(trial => new TrialStatistics(
                    trial.Index,
                    TrialMetrics.Defined(statistics.Deflated[trial.Index]),
                    trial.Selection.Sharpe - trial.HoldOut.Sharpe
                )),
            ],
            cancellation
        );
        var series = await cache.GetAsync(study.Models[0], [], cancellation);
        var benchmark = await pool.RunAsync(
            WorkLabel.Ranking(id),
            _ => Benchmark.Of(series, study.Plan.Spec, periods),
            cancellation
        );
        var summary = Summary(statistics, periods, benchmark, study, elapsed);
        await catalog.Studies.CompleteAsync(id, summary.ToJsonString(), cancellation);
    }

    private async Task<IReadOnlyList<TrialRecord>> CompletedAsync(string id, CancellationToken cancellation)
    {
        var trials = new List<TrialRecord>();
        for (var offset = 0; ; offset += PageSize)
        {
            var page = await catalog.Trials.LeaderboardAsync(
                new LeaderboardQuery(id)
                {
                    OrderBy = "index",
                    Descending = false,
                    Status = TrialStatus.Completed,
                    Offset = offset,
                    Limit = PageSize,
                },
                cancellation
            );
            trials.AddRange(page.Rows);
            if (trials.Count >= page.Total)
            {
                return trials;
            }
        }
    }

    private static JsonObject Summary(
        StudyStatistics statistics,
        StudyPeriods periods,
        JsonObject benchmark,
        ResolvedStudy study,
        TimeSpan elapsed
    )
    {
        var overfitting = statistics.Overfitting;
        return new JsonObject
        {
            ["trials"] = statistics.Trials,
            ["models"] = study.Models.Count,
            ["overfitProbability"] = overfitting?.Probability,
            ["overfitSplits"] = overfitting?.Splits,
            ["lossProbability"] = overfitting?.ProbabilityOfLoss,
            ["degradationSlope"] = overfitting is { } o && double.IsFinite(o.Slope) ? o.Slope : null,
            ["whyNoOverfitProbability"] = statistics.WhyNoOverfitting,
            ["sharpeVariance"] = TrialMetrics.Defined(statistics.SharpeVariance),
            ["expectedMaximumSharpe"] = TrialMetrics.Defined(statistics.ExpectedMaximumSharpe),
            ["fromTs"] = periods.FromTs,
            ["splitTs"] = periods.SplitTs,
            ["toTs"] = periods.ToTs,
            ["benchmark"] = benchmark,
            ["elapsedMs"] = elapsed.TotalMilliseconds,
        };
    }
}
