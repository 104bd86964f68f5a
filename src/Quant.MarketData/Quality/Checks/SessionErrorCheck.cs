using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Bars at times at which the market does not trade.</summary>
internal sealed class SessionErrorCheck : IBarCheck
{
    private static readonly CheckInfo s_info = new(
        "session-errors",
        "Bars outside all hours",
        "Bars at night, at a weekend or on a holiday of the calendar, outside pre- and post-market too.",
        "Import the bars again with the time zone they are written in, or with the calendar their market keeps.",
        15,
        0.01
    );

    public IReadOnlyList<CheckInfo> Infos => [s_info];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var (bars, calendar) = (input.All, input.Calendar);
        var found = new FindingBuilder(s_info);
        foreach (var ts in bars.Ts)
        {
            var known = calendar.TryFind(ts, out var session);
            var tag = known ? ExchangeCalendar.TagOf(session, ts, bars.Interval) : SessionTag.Closed;
            if (tag == SessionTag.Closed || (bars.Interval.IsDaily && ts != session.DayStart))
            {
                found.Add(ts, () => Text(ts, calendar));
            }
        }
        return found.Build(
            FindingSeverity.Warning,
            () =>
                $"Outside all hours of {calendar}: {Words.Count(found.Count, "bar")} of {Words.Count(bars.Count, "bar")}.",
            new OfferedFix(
                s_info.Fix,
                $"quant bars import FILE --symbol {bars.Symbol} --calendar auto --time-zone ZONE"
            )
        );
    }

    private static string Text(long ts, ExchangeCalendar calendar)
    {
        var local = UnixMicros.ToInstant(calendar.Zone.ToLocal(ts));
        var day = calendar.TryFind(ts, out _) ? "a session" : "no session";
        return $"{local:ddd yyyy-MM-dd HH:mm} {calendar.Zone}, {day}";
    }
}
