using Quant.Specs;

namespace Quant.Catalog.Studies;

public enum StudyStatus
{
    /// <summary>Entered, not begun.</summary>
    Planned,

    /// <summary>Under way, or interrupted while it was: it may be resumed.</summary>
    Running,

    /// <summary>All trials done and ranked.</summary>
    Completed,

    /// <summary>Ended by an error, which is kept; it may be begun again.</summary>
    Failed,

    /// <summary>Ended by its user; it may be begun again.</summary>
    Cancelled,
}

/// <summary>A search over a space of configurations.</summary>
/// <param name="Id">Its name in addresses; unique.</param>
/// <param name="Name">What its author calls it.</param>
/// <param name="Spec">Canonical JSON.</param>
/// <param name="Fingerprint">Of spec and data.</param>
/// <param name="Status">How far it is.</param>
/// <param name="PlannedTrials">How many trials it has when done.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="StartedAt">When it was last begun, UTC.</param>
/// <param name="FinishedAt">When it completed, failed or was cancelled, UTC.</param>
/// <param name="Error">Why it failed; null unless failed.</param>
/// <param name="Summary">JSON written when it completed.</param>
public sealed record StudyRecord(
    string Id,
    string Name,
    string Spec,
    Fingerprint Fingerprint,
    StudyStatus Status,
    long PlannedTrials,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? Error,
    string? Summary
);
