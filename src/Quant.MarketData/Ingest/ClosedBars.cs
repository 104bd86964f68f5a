using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.MarketData.Ingest;

/// <summary>Which bars have closed.</summary>
public static class ClosedBars
{
    /// <summary>All bars on the interval's grid that start before this have closed, microseconds UTC.</summary>
    /// <param name="interval">Interval of the bars.</param>
    /// <param name="calendar">When the market trades.</param>
    /// <param name="now">The time.</param>
    public static long End(Interval interval, ExchangeCalendar calendar, DateTimeOffset now)
    {
        var ts = UnixMicros.From(now);
        if (!interval.IsDaily)
        {
            // An hour may be cut at the half: a grid of at most 30 minutes never leaves a bar that is still open.
            var step = interval.Micros;
            return ts
                - ts % Math.Min(step, 30 * UnixMicros.PerMinute)
                - (step > 30 * UnixMicros.PerMinute ? step / 2 : 0);
        }
        var date = calendar.Zone.DateOf(ts);
        var open = calendar.Covers(date) && calendar.IsSession(date) && calendar.Close(date) > ts;
        return calendar.Zone.Midnight(open ? date : date.AddDays(1));
    }
}
