namespace Quant.Grains.Interfaces.Quality;

/// <summary>How good the bars of a symbol are.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="StoredInterval">Interval of the bars they were derived from; the same where they are stored.</param>
/// <param name="Calendar">Calendar they were held against.</param>
/// <param name="TimeZone">IANA zone of the exchange.</param>
/// <param name="Sessions">Parts of the day that were looked at.</param>
/// <param name="FromTs">Start of the range, microseconds UTC.</param>
/// <param name="ToTs">End, exclusive.</param>
/// <param name="Bars">Bars in the range.</param>
/// <param name="Expected">Bars the calendar has room for.</param>
/// <param name="Present">Of those, present.</param>
/// <param name="Missing">Missing bars by kind.</param>
/// <param name="Score">From 100 down to 0.</param>
/// <param name="Lost">The points lost.</param>
/// <param name="Findings">What the checks found.</param>
/// <param name="Sources">Bars by where they came from.</param>
/// <param name="CoverageFrom">Date of the first byte of the coverage, <c>yyyy-MM-dd</c>; empty where there is none.</param>
/// <param name="Coverage">One byte a date: percent of the expected bars present, 255 where none is expected.</param>
[GenerateSerializer, Immutable, Alias("Quant.BarQualityReport")]
public sealed record BarQualityReport(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string Interval,
    [property: Id(2)] string StoredInterval,
    [property: Id(3)] string Calendar,
    [property: Id(4)] string TimeZone,
    [property: Id(5)] string Sessions,
    [property: Id(6)] long FromTs,
    [property: Id(7)] long ToTs,
    [property: Id(8)] long Bars,
    [property: Id(9)] long Expected,
    [property: Id(10)] long Present,
    [property: Id(11)] IReadOnlyDictionary<string, long> Missing,
    [property: Id(12)] int Score,
    IReadOnlyList<LostScore> Lost,
    IReadOnlyList<BarFinding> Findings,
    [property: Id(15)] IReadOnlyDictionary<string, long> Sources,
    [property: Id(16)] string CoverageFrom,
    [property: Id(17)] byte[] Coverage
)
{
    /// <summary>The points lost.</summary>
    [Id(13)]
    public IReadOnlyList<LostScore> Lost
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Lost);

    /// <summary>What the checks found.</summary>
    [Id(14)]
    public IReadOnlyList<BarFinding> Findings
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Findings);
}

/// <summary>Points lost to one check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Points">How many.</param>
/// <param name="Arithmetic">How they come about, in words.</param>
[GenerateSerializer, Immutable, Alias("Quant.LostScore")]
public sealed record LostScore(
    [property: Id(0)] string Check,
    [property: Id(1)] double Points,
    [property: Id(2)] string Arithmetic
);

/// <summary>What one check found.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Severity"><c>Info</c>, <c>Warning</c> or <c>Error</c>.</param>
/// <param name="Count">Bars, or rows, it is about.</param>
/// <param name="FirstTs">The first of them, microseconds UTC; null where the time is not known.</param>
/// <param name="LastTs">The last.</param>
/// <param name="Examples">The first few.</param>
/// <param name="Message">What was found, in words.</param>
/// <param name="Fix">What to do, in words; null where nothing is to be done.</param>
/// <param name="Command">A command line that does it; null where it takes more than one.</param>
/// <param name="FillsGaps">A backfill of what providers still owe does it.</param>
[GenerateSerializer, Immutable, Alias("Quant.BarFinding")]
public sealed record BarFinding(
    [property: Id(0)] string Check,
    [property: Id(1)] string Severity,
    [property: Id(2)] long Count,
    [property: Id(3)] long? FirstTs,
    [property: Id(4)] long? LastTs,
    IReadOnlyList<BarExample> Examples,
    [property: Id(6)] string Message,
    [property: Id(7)] string? Fix,
    [property: Id(8)] string? Command,
    [property: Id(9)] bool FillsGaps
)
{
    /// <summary>The first few.</summary>
    [Id(5)]
    public IReadOnlyList<BarExample> Examples
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Examples);
}

/// <summary>One place at which a check found something.</summary>
/// <param name="Ts">Start of the bar, microseconds UTC.</param>
/// <param name="Text">What stands there.</param>
[GenerateSerializer, Immutable, Alias("Quant.BarExample")]
public sealed record BarExample([property: Id(0)] long Ts, [property: Id(1)] string Text);
