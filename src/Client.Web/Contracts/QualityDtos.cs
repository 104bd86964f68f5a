namespace Quant.Client.Web.Contracts;

/// <summary>Why bars are missing.</summary>
public enum MissingKind
{
    /// <summary>A source was asked, answered in full, and has no trade there.</summary>
    NoTrade,

    /// <summary>Trading was halted.</summary>
    Halt,

    /// <summary>Nobody was asked, or the answer cannot be right.</summary>
    ProviderGap,

    /// <summary>The market rested at a time it trades on ordinary days; not expected.</summary>
    Holiday,
}

/// <summary>How much a finding matters.</summary>
public enum QualitySeverity
{
    Info,
    Warning,
    Error,
}

/// <summary>How good the bars of a symbol are.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="StoredInterval">Interval of the bars they were derived from; the same where they are stored.</param>
/// <param name="Calendar">Calendar they were held against.</param>
/// <param name="TimeZone">IANA zone of the exchange.</param>
/// <param name="Sessions">Parts of the day that were looked at: <c>regular</c>, <c>all</c>, <c>pre,regular</c>, …</param>
/// <param name="FromTs">Start of the range, microseconds UTC.</param>
/// <param name="ToTs">End, exclusive.</param>
/// <param name="Bars">Bars in the range.</param>
/// <param name="Expected">Bars the calendar has room for in those parts of the day.</param>
/// <param name="Present">Of those, present.</param>
/// <param name="Missing">Missing bars by kind, all four of them.</param>
/// <param name="Score">From 100 down to 0: 100 less the points lost, rounded down.</param>
/// <param name="Lost">The points lost, and how they come about.</param>
/// <param name="Findings">What the checks found.</param>
/// <param name="Sources">Bars by where they came from; <c>unknown</c> for derived ones.</param>
/// <param name="Coverage">How complete each date is.</param>
public sealed record BarQualityDto(
    string Symbol,
    string Interval,
    string StoredInterval,
    string Calendar,
    string TimeZone,
    string Sessions,
    long FromTs,
    long ToTs,
    long Bars,
    long Expected,
    long Present,
    IReadOnlyList<MissingBarsDto> Missing,
    int Score,
    IReadOnlyList<LostPointsDto> Lost,
    IReadOnlyList<FindingDto> Findings,
    IReadOnlyDictionary<string, long> Sources,
    CoverageMapDto Coverage
);

/// <summary>Missing bars of one kind.</summary>
/// <param name="Kind">Why they are missing.</param>
/// <param name="Bars">How many.</param>
public sealed record MissingBarsDto(MissingKind Kind, long Bars);

/// <summary>Points lost to one check.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Title">The check in a few words.</param>
/// <param name="Points">How many points.</param>
/// <param name="Arithmetic">How they come about, in words.</param>
public sealed record LostPointsDto(string Check, string Title, double? Points, string Arithmetic);

/// <summary>What one check found.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Title">The check in a few words.</param>
/// <param name="Meaning">What such a finding means, and by which rule it is made.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Count">Bars, or rows, it is about.</param>
/// <param name="FirstTs">The first of them, microseconds UTC; null where the time is not known.</param>
/// <param name="LastTs">The last.</param>
/// <param name="Examples">The first few.</param>
/// <param name="Message">What was found, in words.</param>
/// <param name="Fix">What to do; null where nothing is to be done.</param>
public sealed record FindingDto(
    string Check,
    string Title,
    string Meaning,
    QualitySeverity Severity,
    long Count,
    long? FirstTs,
    long? LastTs,
    IReadOnlyList<FindingExampleDto> Examples,
    string Message,
    FindingFixDto? Fix
);

/// <summary>One place at which a check found something.</summary>
/// <param name="Ts">Start of the bar, microseconds UTC.</param>
/// <param name="Text">What stands there.</param>
public sealed record FindingExampleDto(long Ts, string Text);

/// <summary>What to do about a finding.</summary>
/// <param name="Text">In words.</param>
/// <param name="Command">A command line that does it; null where it takes more than one.</param>
/// <param name="FillsGaps">A backfill of the range with <c>onlyGaps</c> does it.</param>
public sealed record FindingFixDto(string Text, string? Command, bool FillsGaps);

/// <summary>Per date, how much of what is expected is there.</summary>
/// <param name="From">Date of the first byte; null where there is none.</param>
/// <param name="Shares">
/// One byte a date (base64): whole percent of the expected bars that are present, 100 only where none is missing and 0
/// only where none is present; 255 where none is expected.
/// </param>
public sealed record CoverageMapDto(DateOnly? From, byte[] Shares);

/// <summary>Some of the gaps of a range, by time.</summary>
/// <param name="Total">How many there are of the chosen kind.</param>
/// <param name="Gaps">Those asked for.</param>
public sealed record GapsDto(int Total, IReadOnlyList<GapDto> Gaps);

/// <summary>Consecutive bars that are not there, for one reason.</summary>
/// <param name="FromTs">Start of the first, microseconds UTC.</param>
/// <param name="ToTs">Where the next bar would start.</param>
/// <param name="Bars">How many.</param>
/// <param name="Kind">Why.</param>
/// <param name="Session">Part of the day: <c>pre</c>, <c>regular</c> or <c>post</c>.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record GapDto(long FromTs, long ToTs, int Bars, MissingKind Kind, string Session, string Reason);

/// <summary>Where the bars of a symbol came from.</summary>
/// <param name="Asked">What was asked of each source, and answered.</param>
/// <param name="Actions">Splits and dividends by date.</param>
public sealed record ProvenanceDto(IReadOnlyList<AskedSourceDto> Asked, IReadOnlyList<ActionFactorsDto> Actions);

/// <summary>All that one source was asked for.</summary>
/// <param name="Source">The provider, or <c>csv</c>, <c>lean</c>, <c>parquet</c> for files.</param>
/// <param name="Sessions">Parts of the day that were kept.</param>
/// <param name="Windows">How many ranges were asked for.</param>
/// <param name="EmptyWindows">Of those, answered without a bar.</param>
/// <param name="FromTs">Start of the first, microseconds UTC.</param>
/// <param name="ToTs">End of the last, exclusive.</param>
/// <param name="AskedAt">When it last answered, microseconds UTC.</param>
/// <param name="Bars">Good bars in its answers.</param>
/// <param name="Refused">Rows refused, by reason.</param>
public sealed record AskedSourceDto(
    string Source,
    string Sessions,
    int Windows,
    int EmptyWindows,
    long FromTs,
    long ToTs,
    long AskedAt,
    long Bars,
    IReadOnlyDictionary<string, long> Refused
);

/// <summary>By what earlier prices are multiplied for a split or dividend.</summary>
/// <param name="LastDate">Last date of the exchange whose prices are multiplied: the session before the ex-date.</param>
/// <param name="SplitFactor">Old shares per new share: 1/7 for a 7-for-1 split; 1 where there is none.</param>
/// <param name="DividendFactor">1 less the dividend's share of the price; 1 where there is none.</param>
/// <param name="Source">Who told.</param>
public sealed record ActionFactorsDto(DateOnly LastDate, double? SplitFactor, double? DividendFactor, string Source);
