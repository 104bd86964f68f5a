using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Gaps;

/// <summary>Finds the bars that are not there, and says why. Pure; nothing is ever made up.</summary>
public static class GapScan
{
    /// <param name="bars">Bars of the range, and perhaps more.</param>
    /// <param name="calendar">When the market trades.</param>
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
    ) => throw new NotImplementedException();
}
