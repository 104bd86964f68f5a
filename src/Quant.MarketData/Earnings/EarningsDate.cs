using Quant.MarketData.Bars;

namespace Quant.MarketData.Earnings;

/// <summary>When a company reports its earnings, as it was known from some moment on.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">Date of the report, in the exchange's zone.</param>
/// <param name="Time">When on that date.</param>
/// <param name="KnownAt">When the date became known, UTC. Nothing before this moment may use it.</param>
/// <param name="Source">The file or provider it is from.</param>
public sealed record EarningsDate(
    Symbol Symbol,
    DateOnly Date,
    EarningsTime Time,
    DateTimeOffset KnownAt,
    string Source
);

/// <summary>When on its date a report is due.</summary>
public enum EarningsTime
{
    Unknown,

    /// <summary>Before the regular session opens: that session is the first that trades on it.</summary>
    BeforeOpen,

    /// <summary>After the regular session closes: the next session is the first that trades on it.</summary>
    AfterClose,
}
