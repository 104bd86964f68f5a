using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
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
    /// <param name="fromTs">First start, microseconds UTC.</param>
    /// <param name="toTs">Last start, exclusive.</param>
    /// <param name="newestFirst">The latest window first.</param>
    public static IReadOnlyList<IngestWindowSpan> Of(
        Interval interval,
        ExchangeCalendar calendar,
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
            if (Trading(calendar, start, end) is { } window)
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

    /// <summary>The part of a span from the first session's day to the last one's, or null where there is none.</summary>
    private static IngestWindowSpan? Trading(ExchangeCalendar calendar, long start, long end)
    {
        var (first, last) = (calendar.Zone.DateOf(start), calendar.Zone.DateOf(end - 1));
        while (first <= last && !calendar.IsSession(first))
        {
            first = first.AddDays(1);
        }
        while (last >= first && !calendar.IsSession(last))
        {
            last = last.AddDays(-1);
        }
        return first > last
            ? null
            : new IngestWindowSpan(
                Math.Max(start, calendar.Zone.Midnight(first)),
                Math.Min(end, calendar.Zone.Midnight(last.AddDays(1)))
            );
    }
}
