using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Filling;

/// <summary>
/// Fills the minutes of a session that have no bar with the close of the bar before them: open, high, low and close are
/// that close, volume is 0, VWAP, trade count and source are unknown.
/// </summary>
/// <remarks>
/// No bar is made of a later one. What is missing before the first bar of a session stays missing, for there is nothing to
/// fill it with but the day before; and nothing is made up after the last bar of the series, where one cannot yet know
/// whether it is missing. Parts of the day that are chosen and follow one another are one session here: a bar before the
/// open fills the minutes after it, if both parts are chosen. Bars of an hour may be cut at full or half hours, so that
/// each part of the day stands alone for them. Daily bars have nothing between them to fill.
/// </remarks>
public static class ForwardFill
{
    /// <summary>The bars and those that were filled in; bars outside the chosen parts are left as they are.</summary>
    /// <param name="series">Bars of any interval, adjusted or not.</param>
    /// <param name="calendar">When the instrument trades.</param>
    /// <param name="sessions">Parts of the day in which missing bars are filled in.</param>
    public static FilledBars Apply(BarSeries series, ExchangeCalendar calendar, TradingSessions sessions)
    {
        if (series.Interval.IsDaily)
        {
            return new FilledBars(series, new bool[series.Count]);
        }
        var bars = new BarSeriesBuilder(series.Count + series.Count / 4);
        var filled = new List<bool>(series.Count + series.Count / 4);
        for (var i = 0; i < series.Count; i++)
        {
            bars.Add(series[i], series.Source?[i]);
            filled.Add(false);
            if (i + 1 == series.Count)
            {
                break;
            }
            var end = Math.Min(series.Ts[i + 1], EndOfSession(series.Ts[i], series.Interval, calendar, sessions));
            var close = series.Close[i];
            for (var ts = series.Ts[i] + series.Interval.Micros; ts < end; ts += series.Interval.Micros)
            {
                bars.Add(new Bar(ts, close, close, close, close, 0));
                filled.Add(true);
            }
        }
        return new FilledBars(bars.Build(series.Symbol, series.Interval), [.. filled]);
    }

    /// <summary>End of the run of chosen parts a bar lies in; the beginning of time where it lies in none.</summary>
    private static long EndOfSession(long ts, Interval interval, ExchangeCalendar calendar, TradingSessions sessions)
    {
        if (!calendar.TryFind(ts, out var session))
        {
            return long.MinValue;
        }
        var tag = ExchangeCalendar.TagOf(session, ts, interval);
        if (!sessions.Includes(tag))
        {
            return long.MinValue;
        }
        var joined = interval.Minutes <= Interval.Minute30.Minutes;
        var end = session.PreOpen;
        for (var part = tag; part <= SessionTag.Post && sessions.Includes(part) && (joined || part == tag); part++)
        {
            end = part switch
            {
                // An hour that reaches over the open belongs to the regular session.
                SessionTag.Pre => joined ? session.Open : session.Open - interval.Micros + 1,
                SessionTag.Regular => session.Close,
                _ => session.PostClose,
            };
        }
        return end;
    }
}
