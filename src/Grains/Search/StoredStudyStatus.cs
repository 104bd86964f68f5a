using System.Text.Json.Nodes;
using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Specs;
using Quant.Search.Objectives;
using StoredStatus = Quant.Catalog.Studies.StudyStatus;
using StudyStatus = Quant.Grains.Interfaces.Search.StudyStatus;

namespace Quant.Grains.Search;

/// <summary>The status of a study that is not running here, from the catalog.</summary>
internal static class StoredStudyStatus
{
    public static async Task<StudyStatus> OfAsync(CatalogStore catalog, StudyRecord record, StudyRun? lastRun)
    {
        var done = (await catalog.Trials.CountAsync(record.Id)).Values.Sum();
        var models = (
            await catalog.Models.ListAsync(new Catalog.Models.ModelQuery { Cohort = record.Id, Limit = 1 })
        ).Total;
        var elapsed = record is { StartedAt: { } start, FinishedAt: { } end } ? end - start : TimeSpan.Zero;
        return new StudyStatus(
            record.Id,
            record.Name,
            new WorkStatus(StateOf(record.Status), record.Status.ToString(), done, record.PlannedTrials, record.Error),
            lastRun?.Status.Models ?? (int)models,
            lastRun?.Status.ModelsReady ?? (int)models,
            record.PlannedTrials,
            done,
            lastRun?.Reused ?? done,
            elapsed.TotalMilliseconds,
            await BestScore.OfAsync(catalog, record.Id, DirectionOf(record))
        );
    }

    private static Direction DirectionOf(StudyRecord record) =>
        JsonNode.Parse(record.Spec) is JsonObject spec
        && spec["objective"]?["direction"]?.GetValue<string>() == SpecWords.Of(Direction.Minimise)
            ? Direction.Minimise
            : Direction.Maximise;

    private static WorkState StateOf(StoredStatus status) =>
        status switch
        {
            StoredStatus.Completed => WorkState.Completed,
            StoredStatus.Failed => WorkState.Failed,
            StoredStatus.Cancelled => WorkState.Cancelled,
            StoredStatus.Running => WorkState.Running,
            _ => WorkState.Idle,
        };
}
