using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;
using Quant.MarketData.Storage;

namespace Quant.MarketData.Ingest;

/// <summary>
/// Cuts a range into the windows a backfill asks for: one per partition of the lake, so that each is written once, less
/// the nights, weekends and holidays at its ends. A window in which the market never trades is left out.
/// </summary>
public static class BackfillWindows
{
    /// <param name="interval">Interval of the bars.</param>
    /// <param name="calendar">When the market trades.</param>
    /// <param name="sessions">Parts of the day that are wanted; of daily bars all there is.</param>
    /// <param name="fromTs">First start, microseconds UTC.</param>
    /// <param name="toTs">Last start, exclusive.</param>
    /// <param name="newestFirst">The latest window first.</param>
    public static IReadOnlyList<IngestWindowSpan> Of(
        Interval interval,
        ExchangeCalendar calendar,
        TradingSessions sessions,
        long fromTs,
        long toTs,
        bool newestFirst
    )
    {
        var windows = new List<IngestWindowSpan>();
        var kind = BarPeriod.KindOf(interval);
        fromTs = Math.Max(fromTs, calendar.Zone.Midnight(calendar.FirstDate));
        toTs = Math.Min(toTs, calendar.Zone.Midnight(calendar.LastDate));
        for (var start = fromTs; start < toTs; )
        {
            var end = Math.Min(Periods.Bounds(Periods.Of(kind, start)).To, toTs);
            if (Trading(interval, calendar, sessions, start, end) is { } window)
            {
                windows.Add(window);
            }
            start = end;
        }
        if (newestFirst)
        {
            windows.Reverse();
        }
        return windows;
    }

    /// <summary>The part of a span from its first to its last trading hour, or null where there is none.</summary>
    private static IngestWindowSpan? Trading(
        Interval interval,
        ExchangeCalendar calendar,
        TradingSessions sessions,
        long start,
        long end
    )
    {
        var (first, last) = (calendar.Zone.DateOf(start), calendar.Zone.DateOf(end - 1));
        var from = Step(first, 1, hours => hours.ToTs > start);
        var to = Step(last, -1, hours => hours.FromTs < end);
        return from is { } opening && to is { } closing && opening.FromTs < closing.ToTs
            ? new IngestWindowSpan(Math.Max(start, opening.FromTs), Math.Min(end, closing.ToTs))
            : null;

        IngestWindowSpan? Step(DateOnly from, int days, Func<IngestWindowSpan, bool> fits)
        {
            for (var date = from; date >= first && date <= last; date = date.AddDays(days))
            {
                if (calendar.IsSession(date) && HoursOf(date) is var hours && fits(hours))
                {
                    return hours;
                }
            }
            return null;
        }

        IngestWindowSpan HoursOf(DateOnly date) =>
            interval.IsDaily
                ? new IngestWindowSpan(calendar.Zone.Midnight(date), calendar.Zone.Midnight(date.AddDays(1)))
                : LiveSchedule.HoursOf(calendar, sessions, date);
    }
}
