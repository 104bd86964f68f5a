namespace Quant.MarketData.Quality.Checks;

/// <summary>How much a finding matters to whoever trades on the bars.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know; costs no points.</summary>
    Info,

    /// <summary>Some bars may mislead.</summary>
    Warning,

    /// <summary>Results made from these bars are wrong until it is mended.</summary>
    Error,
}

/// <summary>One place at which a check found something.</summary>
/// <param name="Ts">Start of the bar, microseconds UTC.</param>
/// <param name="Text">What stands there, with the values, in words.</param>
public sealed record FindingExample(long Ts, string Text);

/// <summary>What to do about a finding.</summary>
/// <param name="Text">In words.</param>
/// <param name="Command">A command line that does it; null where it takes more than one.</param>
/// <param name="FillsGaps">A backfill of no more than what providers still owe does it.</param>
public sealed record OfferedFix(string Text, string? Command = null, bool FillsGaps = false);

/// <summary>All that one check found of one kind.</summary>
/// <param name="Check">Name of the check, as in <see cref="CheckCatalogue"/>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Count">How many bars, or rows, it is about.</param>
/// <param name="FirstTs">Start of the first of them, microseconds UTC; null where the time is not known.</param>
/// <param name="LastTs">Start of the last.</param>
/// <param name="Examples">The first few, at most <see cref="Kept"/>.</param>
/// <param name="Message">What was found, in words.</param>
/// <param name="Fix">What to do; null where nothing is to be done.</param>
public sealed record Finding(
    string Check,
    FindingSeverity Severity,
    long Count,
    long? FirstTs,
    long? LastTs,
    IReadOnlyList<FindingExample> Examples,
    string Message,
    OfferedFix? Fix
)
{
    /// <summary>Most examples of one finding.</summary>
    public const int Kept = 5;
}
