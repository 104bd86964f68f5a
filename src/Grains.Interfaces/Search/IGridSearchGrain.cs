using Quant.Grains.Interfaces.Progress;

namespace Quant.Grains.Interfaces.Search;

/// <summary>
/// One study: plans its trials, trains their models, hands batches to the silos, ranks, and goes on where it stopped
/// after a crash. Key: the study's id.
/// </summary>
[Alias("Quant.IGridSearchGrain")]
public interface IGridSearchGrain : IGrainWithStringKey
{
    /// <summary>
    /// Plans the study and starts it in the background; asked again, goes on with it (or answers that it is completed).
    /// </summary>
    [Alias("Start"), ResponseTimeout("00:05:00")]
    Task<StudyStatus> StartAsync(string studyJson);

    /// <summary>
    /// Goes on with a study that was left half-done or failed; does nothing to one that is running, completed or
    /// cancelled. One whose spec or bars are no longer what they were fails, and says why.
    /// </summary>
    [Alias("Resume"), ResponseTimeout("00:05:00")]
    Task<StudyStatus> ResumeAsync();

    [AlwaysInterleave, Alias("GetStatus")]
    Task<StudyStatus> GetStatusAsync();

    /// <summary>Waits until the study ends or the time is over, whichever comes first.</summary>
    /// <param name="atMost">Longest wait; up to 20 seconds.</param>
    [AlwaysInterleave, Alias("Wait")]
    Task<StudyStatus> WaitAsync(TimeSpan atMost);

    /// <summary>Stops the study; finished trials stay.</summary>
    [AlwaysInterleave, Alias("Cancel")]
    Task<StudyStatus> CancelAsync();
}

/// <summary>Where a study stands.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Work">The step under way, with trials done and in all.</param>
/// <param name="Models">Models in the plan.</param>
/// <param name="ModelsReady">Models trained.</param>
/// <param name="Trials">Trials in the plan.</param>
/// <param name="TrialsDone">Trials in the catalog.</param>
/// <param name="TrialsReused">Trials that were in the catalog before this run.</param>
/// <param name="ElapsedMs">Time since it was started; for an ended study, what it took.</param>
/// <param name="BestScore">Best score so far; null before the first.</param>
[GenerateSerializer, Immutable, Alias("Quant.StudyStatus")]
public sealed record StudyStatus(
    [property: Id(0)] string Study,
    [property: Id(1)] string Name,
    [property: Id(2)] WorkStatus Work,
    [property: Id(3)] int Models,
    [property: Id(4)] int ModelsReady,
    [property: Id(5)] long Trials,
    [property: Id(6)] long TrialsDone,
    [property: Id(7)] long TrialsReused,
    [property: Id(8)] double ElapsedMs,
    [property: Id(9)] double? BestScore
);
