using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;
using Quant.Specs;

namespace Quant.MarketData.Ingest;

/// <summary>When minute bars of a market are to be asked for.</summary>
public static class LiveSchedule
{
    /// <summary>True when the market trades, in the chosen parts of the day, at some minute of a stretch of time.</summary>
    public static bool Trades(ExchangeCalendar calendar, TradingSessions sessions, IngestWindowSpan span)
    {
        if (span.FromTs >= span.ToTs)
        {
            return false;
        }
        var last = calendar.Zone.DateOf(span.ToTs - 1);
        for (var date = calendar.Zone.DateOf(span.FromTs); date <= last; date = date.AddDays(1))
        {
            if (
                calendar.Covers(date)
                && calendar.IsSession(date)
                && HoursOf(calendar, sessions, date) is var hours
                && hours.FromTs < span.ToTs
                && hours.ToTs > span.FromTs
            )
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Start of the next minute at which the market trades, at or after a time; null beyond the calendar.</summary>
    public static long? NextTrade(ExchangeCalendar calendar, TradingSessions sessions, long ts)
    {
        for (var date = calendar.Zone.DateOf(ts); calendar.Covers(date); date = date.AddDays(1))
        {
            if (calendar.IsSession(date) && HoursOf(calendar, sessions, date) is var hours && hours.ToTs > ts)
            {
                return Math.Max(ts, hours.FromTs);
            }
        }
        return null;
    }

    /// <summary>From the first to the last chosen minute of a session.</summary>
    public static IngestWindowSpan HoursOf(ExchangeCalendar calendar, TradingSessions sessions, DateOnly date)
    {
        var hours = calendar.HoursOf(date);
        var from =
            sessions.HasFlag(TradingSessions.Pre) ? hours.PreOpen
            : sessions.HasFlag(TradingSessions.Regular) ? hours.Open
            : hours.Close;
        var to =
            sessions.HasFlag(TradingSessions.Post) ? hours.PostClose
            : sessions.HasFlag(TradingSessions.Regular) ? hours.Close
            : hours.Open;
        return new IngestWindowSpan(from, to);
    }

    /// <summary>Start of the minute a time lies in: bars that start before it have closed.</summary>
    public static long Minute(DateTimeOffset time)
    {
        var ts = UnixMicros.From(time);
        return ts - ts % Interval.Minute1.Micros;
    }
}
