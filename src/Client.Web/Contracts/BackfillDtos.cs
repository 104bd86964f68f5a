namespace Quant.Client.Web.Contracts;

/// <summary>A range of one symbol to ask of providers.</summary>
/// <param name="FromTs">First start, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive; null: up to now.</param>
/// <param name="Interval"><c>1m</c>, <c>5m</c>, <c>15m</c>, <c>30m</c>, <c>1h</c> or <c>1d</c>.</param>
/// <param name="Providers">Names of providers in the order they are tried; empty: those of the server's settings.</param>
/// <param name="Sessions">Parts of the day to keep: <c>all</c>, <c>regular</c>, <c>pre,regular</c> …</param>
/// <param name="Calendar">When a symbol not known yet trades: <c>XNYS</c>, <c>24x7</c> or <c>24x5</c>; null: by its name.</param>
/// <param name="NewestFirst">Whether the latest windows come first.</param>
/// <param name="Again">Whether windows that were answered before are asked for again, which finds revisions.</param>
/// <param name="OnlyGaps">Whether only what a scan calls a provider's gap is asked for.</param>
public sealed record BackfillBody(
    long FromTs,
    long? ToTs = null,
    string Interval = "1m",
    IReadOnlyList<string>? Providers = null,
    string Sessions = "all",
    string? Calendar = null,
    bool NewestFirst = false,
    bool Again = false,
    bool OnlyGaps = false
);

/// <summary>Where a backfill stands.</summary>
public enum BackfillPhase
{
    Queued,
    Running,
    Paused,
    Completed,
    Stopped,
    Failed,
}

/// <summary>A backfill and how far it is.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="FromTs">First start, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="WindowsDone">Windows that are answered.</param>
/// <param name="WindowsTotal">Windows in all; 0 before it began.</param>
/// <param name="Bars">Good bars in the answers.</param>
/// <param name="Added">Bars at times that had none.</param>
/// <param name="Revised">Bars that replaced different ones.</param>
/// <param name="Refused">Entries refused.</param>
/// <param name="Note">Why it failed, or what it waits for; null otherwise.</param>
/// <param name="Providers">Names of providers in the order they are tried.</param>
/// <param name="CreatedAt">When it was asked for, microseconds UTC.</param>
/// <param name="UpdatedAt">When it last moved, microseconds UTC.</param>
public sealed record BackfillDto(
    string Id,
    string Symbol,
    string Interval,
    long FromTs,
    long ToTs,
    BackfillPhase Phase,
    int WindowsDone,
    int WindowsTotal,
    long Bars,
    long Added,
    long Revised,
    long Refused,
    string? Note,
    IReadOnlyList<string> Providers,
    long CreatedAt,
    long UpdatedAt
);

/// <summary>A symbol that is no longer there.</summary>
/// <param name="Symbol">Its name.</param>
public sealed record RemovedDto(string Symbol);
