using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Bars of one date.</summary>
/// <param name="Date">The date in the exchange's zone.</param>
/// <param name="Start">Index of its first bar.</param>
/// <param name="End">Index after its last.</param>
internal readonly record struct SessionSpan(DateOnly Date, int Start, int End);

/// <summary>Divides bars by date and part of the day.</summary>
internal static class SessionSpans
{
    public static IReadOnlyList<SessionSpan> Of(BarSeries bars, ExchangeCalendar calendar)
    {
        var spans = new List<SessionSpan>();
        for (var start = 0; start < bars.Count; )
        {
            var date = calendar.Zone.DateOf(bars.Ts[start]);
            var end = bars.FirstAtOrAfter(calendar.Zone.Midnight(date.AddDays(1)));
            spans.Add(new SessionSpan(date, start, end));
            start = end;
        }
        return spans;
    }

    /// <summary>The bars in the wanted parts of the day; the series itself when that is all of them.</summary>
    public static BarSeries Choose(BarSeries bars, ExchangeCalendar calendar, TradingSessions sessions)
    {
        var keep = new bool[bars.Count];
        var kept = 0;
        for (var i = 0; i < keep.Length; i++)
        {
            var tag = calendar.TryFind(bars.Ts[i], out var session)
                ? ExchangeCalendar.TagOf(session, bars.Ts[i], bars.Interval)
                : SessionTag.Closed;
            keep[i] = sessions.Includes(tag);
            kept += keep[i] ? 1 : 0;
        }
        if (kept == keep.Length)
        {
            return bars;
        }
        var chosen = new BarSeriesBuilder(kept);
        for (var i = 0; i < keep.Length; i++)
        {
            if (keep[i])
            {
                chosen.Add(bars[i]);
            }
        }
        return chosen.Build(bars.Symbol, bars.Interval);
    }
}
