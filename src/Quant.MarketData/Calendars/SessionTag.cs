namespace Quant.MarketData.Calendars;

/// <summary>Which part of the trading day a time or bar belongs to.</summary>
public enum SessionTag
{
    /// <summary>No trading: night, weekend, holiday.</summary>
    Closed,

    /// <summary>Before the regular open.</summary>
    Pre,

    /// <summary>From the regular open to the regular close.</summary>
    Regular,

    /// <summary>After the regular close.</summary>
    Post,
}

/// <summary>Where a time falls in the trading day.</summary>
/// <param name="Date">The date in the exchange's zone; a session date unless the market is closed all day.</param>
/// <param name="Tag">The part of the day.</param>
public readonly record struct SessionPoint(DateOnly Date, SessionTag Tag);

/// <summary>The hours of one session, microseconds UTC; each part is [start, end).</summary>
/// <param name="Date">The session's date in the exchange's zone.</param>
/// <param name="DayStart">Midnight in the exchange's zone at the start of the date: the time of the daily bar.</param>
/// <param name="PreOpen">Start of pre-market trading; equal to <paramref name="Open"/> where there is none.</param>
/// <param name="Open">Regular open.</param>
/// <param name="Close">Regular close, the early one on a half day.</param>
/// <param name="PostClose">End of post-market trading; equal to <paramref name="Close"/> where there is none.</param>
public readonly record struct SessionHours(
    DateOnly Date,
    long DayStart,
    long PreOpen,
    long Open,
    long Close,
    long PostClose
);
