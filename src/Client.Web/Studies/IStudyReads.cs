using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Studies;

/// <summary>A page of a leaderboard.</summary>
/// <param name="Sort">A column the catalog sorts by: <c>score</c>, <c>selection.sharpe</c>, <c>holdOut.sharpe</c>, …</param>
/// <param name="Descending">True: greatest first.</param>
/// <param name="Offset">Trials to skip.</param>
/// <param name="Limit">Most trials to answer.</param>
public sealed record TrialQuery(string Sort, bool Descending, int Offset, int Limit)
{
    /// <summary>Only of this model; null: of all.</summary>
    public string? Model { get; init; }

    /// <summary>Only those that violate no constraint.</summary>
    public bool FeasibleOnly { get; init; }

    /// <summary>Only those that pass every bound.</summary>
    public IReadOnlyList<TrialBound> Bounds { get; init; } = [];
}

/// <summary>The rules of one trial, and where they are to be simulated.</summary>
/// <param name="Model">Fingerprint of its model.</param>
/// <param name="Rules">Its rules as JSON.</param>
/// <param name="FromTs">First bar of the study's periods; null: as the model has it.</param>
/// <param name="ToTs">End of the study's periods; null: as the model has it.</param>
public sealed record TrialRun(string Model, string Rules, long? FromTs, long? ToTs);

/// <summary>Studies and their trials, as the catalog has them.</summary>
public interface IStudyReads
{
    Task<IReadOnlyList<StudyDto>> ListAsync(int limit, CancellationToken cancellation);

    /// <summary>Ids of studies that are under way.</summary>
    Task<IReadOnlyList<string>> ListRunningAsync(CancellationToken cancellation);

    /// <exception cref="Quant.Grains.Interfaces.Faults.NotFoundException">No such study.</exception>
    Task RequireAsync(string id, CancellationToken cancellation);

    Task<StudyDetailDto> ReadAsync(string id, CancellationToken cancellation);

    Task<TrialsDto> ListTrialsAsync(string id, TrialQuery query, CancellationToken cancellation);

    Task<ScatterDto> ReadScatterAsync(string id, int maxPoints, CancellationToken cancellation);

    Task<TrialRun> ReadRunAsync(string id, long trial, CancellationToken cancellation);
}
