using System.Text.Json.Nodes;
using Quant.Catalog;
using Quant.Catalog.Models;
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
        var models = ModelsOf(record) ?? await MadeForAsync(catalog, record.Id);
        var elapsed = record is { StartedAt: { } start, FinishedAt: { } end } ? end - start : TimeSpan.Zero;
        return new StudyStatus(
            record.Id,
            record.Name,
            new WorkStatus(StateOf(record.Status), record.Status.ToString(), done, record.PlannedTrials, record.Error),
            lastRun?.Status.Models ?? models,
            lastRun?.Status.ModelsReady ?? models,
            record.PlannedTrials,
            done,
            lastRun?.Reused ?? done,
            elapsed.TotalMilliseconds,
            await BestScore.OfAsync(catalog, record.Id, DirectionOf(record))
        );
    }

    /// <summary>Models of a completed study, whoever trained them; null where it is not completed.</summary>
    private static int? ModelsOf(StudyRecord record) =>
        record.Summary is { } summary ? JsonNode.Parse(summary)!["models"]?.GetValue<int>() : null;

    private static async Task<int> MadeForAsync(CatalogStore catalog, string study)
    {
        var query = new ModelQuery
        {
            Cohort = study,
            Status = ModelStatus.Ready,
            Limit = 1,
        };
        return (int)(await catalog.Models.ListAsync(query)).Total;
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
