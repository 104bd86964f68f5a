using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Catalog.Studies;

namespace Quant.Bench.Study;

/// <summary>How long a study took, in seconds, by the times the catalog recorded.</summary>
/// <param name="Total">From the start of the study to its completion.</param>
/// <param name="Features">Until the first model begins: planning and features.</param>
/// <param name="Training">Until the last model is ready.</param>
/// <param name="Simulation">Until the last trial is recorded.</param>
/// <param name="Judging">Until the odds of luck and the benchmark are recorded.</param>
internal sealed record StudyTimes(double Total, double Features, double Training, double Simulation, double Judging)
{
    public static async Task<StudyTimes> ReadAsync(CatalogStore catalog, string study)
    {
        var record = (await catalog.Studies.FindAsync(study))!;
        var models = await catalog.Models.ListAsync(new ModelQuery { Cohort = study, Limit = 1000 });
        var trials = await catalog.Trials.LeaderboardAsync(new LeaderboardQuery(study) { Limit = 10_000 });
        if (record.Status != StudyStatus.Completed || trials.Total != record.PlannedTrials)
        {
            throw new InvalidOperationException($"The study is {record.Status}: {record.Error}");
        }
        var (started, finished) = (record.StartedAt!.Value, record.FinishedAt!.Value);
        var ready = models.Rows.Max(model => model.TrainedAt!.Value);
        var begun = models.Rows.Min(model => model.TrainedAt!.Value.AddMilliseconds(-model.Result!.TrainMs));
        var simulated = trials.Rows.Max(trial => trial.CreatedAt);
        return new StudyTimes(
            (finished - started).TotalSeconds,
            (begun - started).TotalSeconds,
            (ready - begun).TotalSeconds,
            (simulated - ready).TotalSeconds,
            (finished - simulated).TotalSeconds
        );
    }
}
