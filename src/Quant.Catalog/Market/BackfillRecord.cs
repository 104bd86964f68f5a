using Quant.MarketData.Bars;

namespace Quant.Catalog.Market;

/// <summary>Where a backfill stands.</summary>
public enum BackfillState
{
    /// <summary>Waits for its turn.</summary>
    Queued,
    Running,

    /// <summary>Held back by its user until it is let go on.</summary>
    Paused,

    /// <summary>Every window was asked for and answered.</summary>
    Completed,

    /// <summary>Ended by its user.</summary>
    Stopped,

    /// <summary>Ended by a fault that asking again does not mend.</summary>
    Failed,
}

/// <summary>A range of one instrument to be asked of providers, and how far that is.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="FromTs">First start, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive.</param>
/// <param name="NewestFirst">Whether the latest windows come first.</param>
/// <param name="Again">Whether windows that were answered before are asked for again.</param>
/// <param name="OnlyGaps">Whether only gaps of the provider are asked for.</param>
/// <param name="Providers">Names of providers in the order they are tried.</param>
/// <param name="Sessions">Parts of the day to keep, as <c>SessionChoice</c> writes them.</param>
/// <param name="State">Where it stands.</param>
/// <param name="WindowsDone">Windows answered.</param>
/// <param name="WindowsTotal">Windows in all; 0 before it began.</param>
/// <param name="Bars">Good bars in the answers.</param>
/// <param name="Added">Bars at times that had none.</param>
/// <param name="Revised">Bars that replaced different ones.</param>
/// <param name="Refused">Entries refused.</param>
/// <param name="Error">Why it failed, or what it waits for; null otherwise.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record BackfillRecord(
    string Id,
    Symbol Symbol,
    Interval Interval,
    long FromTs,
    long ToTs,
    bool NewestFirst,
    bool Again,
    bool OnlyGaps,
    IReadOnlyList<string> Providers,
    string Sessions,
    BackfillState State,
    int WindowsDone,
    int WindowsTotal,
    long Bars,
    long Added,
    long Revised,
    long Refused,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    /// <summary>True when nothing of it is left to do.</summary>
    public bool IsOver => State is BackfillState.Completed or BackfillState.Stopped or BackfillState.Failed;
}
