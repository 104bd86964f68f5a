using Quant.MarketData.Calendars;

namespace Quant.MarketData.Gaps;

/// <summary>Why there is no bar.</summary>
public enum GapKind
{
    /// <summary>A source was asked, answered in full, and has no trade there.</summary>
    NoTrade,

    /// <summary>Trading was halted; known, or told by the bars around it and then said to be so in the reason.</summary>
    Halt,

    /// <summary>Nobody was asked, or the answer cannot be right: to be asked for again.</summary>
    ProviderGap,

    /// <summary>The market rested at a time it trades on ordinary days.</summary>
    Holiday,
}

/// <summary>Consecutive bars that are not there, within one session, all for one reason.</summary>
/// <param name="FromTs">Start of the first missing bar, microseconds UTC.</param>
/// <param name="ToTs">Start of the grid's next place after them, or the end of that part of the day; microseconds UTC.</param>
/// <param name="Bars">How many are missing.</param>
/// <param name="Kind">Why.</param>
/// <param name="Session">The part of the day.</param>
/// <param name="Reason">Why, in words for people.</param>
public sealed record Gap(long FromTs, long ToTs, int Bars, GapKind Kind, SessionTag Session, string Reason);
