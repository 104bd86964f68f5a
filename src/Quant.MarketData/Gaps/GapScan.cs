using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Gaps;

/// <summary>Finds the bars that are not there, and says why. Pure; nothing is ever made up.</summary>
/// <remarks>
/// The bars expected are the calendar's grid within the chosen parts of the day; a daily bar belongs to the regular one.
/// A missing bar is, by the first of these that holds:
/// <list type="number">
/// <item><see cref="GapKind.Holiday"/>: the market rested at a time it ordinarily trades; told for information, and not
/// expected.</item>
/// <item><see cref="GapKind.Halt"/>, known: told by a source, or one of the market-wide halts of March 2020; what was
/// left of the bar's time is at most a minute, or at most half of it.</item>
/// <item><see cref="GapKind.ProviderGap"/>: no source was asked for it after it had closed; or the answer lacks a
/// whole session of a symbol that traded in the sessions around it (<see cref="SilentSessions"/>), and no second asking,
/// of another source or at another time, agreed.</item>
/// <item><see cref="GapKind.Halt"/>, inferred: at least five regular minutes in a row, in a session that has bars in
/// 95 % of its other minutes (30 at least).</item>
/// <item><see cref="GapKind.NoTrade"/>: asked for, answered, nothing there.</item>
/// </list>
/// The scan looks at whole sessions and at those around them, so what it says of a gap may use later bars: it is a
/// report, and nothing trades on it.
/// </remarks>
public static class GapScan
{
    /// <param name="bars">Bars of the range, and perhaps more.</param>
    /// <param name="calendar">When the market trades; dates it does not know are left out.</param>
    /// <param name="sessions">Parts of the day in which bars are expected.</param>
    /// <param name="evidence">What is known beside the bars.</param>
    /// <param name="fromTs">Start of the scan, microseconds UTC.</param>
    /// <param name="toTs">End, exclusive; bars that have not closed by then are not expected.</param>
    public static GapReport Scan(
        BarSeries bars,
        ExchangeCalendar calendar,
        TradingSessions sessions,
        GapEvidence evidence,
        long fromTs,
        long toTs
    )
    {
        var scanned = new MissingRuns(bars, calendar, sessions, fromTs, toTs);
        return Report(scanned, new GapJudge(calendar, bars.Interval, scanned, evidence), fromTs, toTs);
    }

    private static GapReport Report(MissingRuns scanned, GapJudge judge, long fromTs, long toTs)
    {
        var gaps = new List<Gap>(scanned.Runs.Count);
        foreach (var run in scanned.Runs)
        {
            judge.Judge(run, gaps);
        }
        var missing = Enum.GetValues<GapKind>().ToDictionary(kind => kind, _ => 0L);
        foreach (var gap in gaps)
        {
            missing[gap.Kind] += gap.Bars;
        }
        return new GapReport(
            fromTs,
            toTs,
            scanned.Days.Sum(day => (long)day.Expected),
            scanned.Days.Sum(day => (long)day.Present),
            missing,
            gaps,
            [
                .. scanned
                    .Days.Where(day => day.Expected > 0)
                    .Select(day => new DayCoverage(day.Date, day.Expected, day.Present)),
            ]
        );
    }
}
