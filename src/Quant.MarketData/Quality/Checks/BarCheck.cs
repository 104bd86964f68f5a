using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Runs all checks over stored bars. Pure: the same bars make the same report.</summary>
/// <remarks>
/// The checks look at the whole range at once, at what came after a bar as well as before it: that is what shows a bad
/// price or a missed split. Their reports are for people; nothing that trades, and no feature, may be made of them.
/// </remarks>
public static class BarCheck
{
    /// <param name="bars">All bars of the range, raw prices.</param>
    /// <param name="calendar">When the market trades.</param>
    /// <param name="sessions">Parts of the day whose bars are wanted.</param>
    /// <param name="actions">Splits and dividends that are known.</param>
    /// <param name="gaps">The scan of the same bars, sessions and range.</param>
    /// <param name="refused">Rows that never became bars, by the name of their <see cref="BarFault"/>.</param>
    public static QualityReport Run(
        BarSeries bars,
        ExchangeCalendar calendar,
        TradingSessions sessions,
        IReadOnlyList<CorporateAction> actions,
        GapReport gaps,
        IReadOnlyDictionary<string, long> refused
    )
    {
        var input = new CheckInput(bars, calendar, sessions, actions, gaps, refused);
        var findings = CheckCatalogue
            .Checks.SelectMany(check => check.Run(input))
            .OrderByDescending(finding => finding.Severity)
            .ToList();
        var lost = QualityScore.Lost(findings, input);
        return new QualityReport(
            bars.Symbol,
            bars.Interval,
            calendar.Name,
            sessions,
            gaps.FromTs,
            gaps.ToTs,
            bars.Count,
            gaps.Expected,
            gaps.Present,
            gaps.Missing,
            QualityScore.Of(lost),
            lost,
            findings,
            CoverageMap.Of(gaps.Days)
        );
    }
}
