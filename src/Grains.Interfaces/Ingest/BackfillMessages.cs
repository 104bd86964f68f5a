namespace Quant.Grains.Interfaces.Ingest;

/// <summary>A range of one symbol to ask of providers.</summary>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="FromTs">First start, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive; null: up to now.</param>
/// <param name="Providers">Names of providers in the order they are tried; empty: those of the server's settings.</param>
/// <param name="Sessions">Parts of the day to keep: <c>all</c>, <c>regular</c>, <c>pre,regular</c> …</param>
/// <param name="Calendar">When a symbol not known yet trades; null: by its name.</param>
/// <param name="NewestFirst">Whether the latest windows come first.</param>
/// <param name="Again">Whether windows that were answered before are asked for again, which finds revisions.</param>
/// <param name="OnlyGaps">Whether only what a scan calls a provider's gap is asked for.</param>
[GenerateSerializer, Immutable, Alias("Quant.BackfillRequest")]
public sealed record BackfillRequest(
    [property: Id(0)] string Interval,
    [property: Id(1)] long FromTs,
    [property: Id(2)] long? ToTs,
    IReadOnlyList<string> Providers,
    [property: Id(4)] string Sessions,
    [property: Id(5)] string? Calendar,
    [property: Id(6)] bool NewestFirst,
    [property: Id(7)] bool Again,
    [property: Id(8)] bool OnlyGaps
)
{
    /// <summary>Names of providers in the order they are tried; empty: those of the server's settings.</summary>
    [Id(3)]
    public IReadOnlyList<string> Providers
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Providers);
}

/// <summary>Where a backfill stands.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="FromTs">First start, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive.</param>
/// <param name="State"><c>queued</c>, <c>running</c>, <c>paused</c>, <c>completed</c>, <c>stopped</c> or <c>failed</c>.</param>
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
[GenerateSerializer, Immutable, Alias("Quant.BackfillStatus")]
public sealed record BackfillStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] string Symbol,
    [property: Id(2)] string Interval,
    [property: Id(3)] long FromTs,
    [property: Id(4)] long ToTs,
    [property: Id(5)] string State,
    [property: Id(6)] int WindowsDone,
    [property: Id(7)] int WindowsTotal,
    [property: Id(8)] long Bars,
    [property: Id(9)] long Added,
    [property: Id(10)] long Revised,
    [property: Id(11)] long Refused,
    [property: Id(12)] string? Note,
    IReadOnlyList<string> Providers,
    [property: Id(14)] long CreatedAt,
    [property: Id(15)] long UpdatedAt
)
{
    /// <summary>Names of providers in the order they are tried.</summary>
    [Id(13)]
    public IReadOnlyList<string> Providers
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Providers);

    /// <summary>True when nothing of it is left to do.</summary>
    public bool IsOver => State is "completed" or "stopped" or "failed";
}

/// <summary>What a user does to a backfill.</summary>
[GenerateSerializer]
public enum BackfillCommand
{
    /// <summary>Holds it back after the window under way.</summary>
    Pause,

    /// <summary>Lets it go on; a stopped or failed one is queued again.</summary>
    Resume,

    /// <summary>Ends it after the window under way; what is stored stays.</summary>
    Stop,
}
