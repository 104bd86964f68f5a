using Quant.MarketData.Bars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Quality.Checks;

/// <summary>How good the bars of a symbol are.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="Calendar">Name of the calendar they were held against.</param>
/// <param name="Sessions">Parts of the day that were looked at.</param>
/// <param name="FromTs">Start of the range, microseconds UTC.</param>
/// <param name="ToTs">End, exclusive.</param>
/// <param name="Bars">Bars in the range.</param>
/// <param name="Expected">Bars the calendar has room for.</param>
/// <param name="Present">Of those, present.</param>
/// <param name="Missing">Missing bars of each kind; holidays are told, not expected.</param>
/// <param name="Score">From 100 down to 0, 100 less the points lost.</param>
/// <param name="Lost">The points lost; their sum from 100, rounded down, is the score.</param>
/// <param name="Findings">What the checks found, the gravest first, else in the order of <see cref="CheckCatalogue.All"/>.</param>
/// <param name="Coverage">How complete each date is.</param>
public sealed record QualityReport(
    Symbol Symbol,
    Interval Interval,
    string Calendar,
    TradingSessions Sessions,
    long FromTs,
    long ToTs,
    long Bars,
    long Expected,
    long Present,
    IReadOnlyDictionary<GapKind, long> Missing,
    int Score,
    IReadOnlyList<LostPoints> Lost,
    IReadOnlyList<Finding> Findings,
    CoverageMap Coverage
);
