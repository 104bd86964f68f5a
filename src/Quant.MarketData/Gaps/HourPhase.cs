using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.MarketData.Gaps;

/// <summary>
/// Whether the hourly bars of a session start at full hours though the session opens at half past: by most of its own
/// regular bars, and in a session without any by most of the series.
/// </summary>
internal sealed class HourPhase
{
    private readonly BarSeries _bars;
    private readonly bool _mostly;
    private readonly bool _applies;

    public HourPhase(BarSeries bars, ExchangeCalendar calendar)
    {
        _bars = bars;
        _applies = bars.Interval == Interval.Hour1;
        if (!_applies)
        {
            return;
        }
        var full = 0;
        foreach (var ts in bars.Ts)
        {
            if (
                calendar.TryFind(ts, out var session)
                && session.Open % UnixMicros.PerHour != 0
                && IsRegular(ts, session)
            )
            {
                full += ts % UnixMicros.PerHour == 0 ? 1 : -1;
            }
        }
        _mostly = full > 0;
    }

    public bool FullHours(in SessionHours session)
    {
        if (!_applies || session.Open % UnixMicros.PerHour == 0)
        {
            return false;
        }
        var full = 0;
        var last = _bars.FirstAtOrAfter(session.Close);
        for (var i = _bars.FirstAtOrAfter(session.Open - UnixMicros.PerHour + 1); i < last; i++)
        {
            full += _bars.Ts[i] % UnixMicros.PerHour == 0 ? 1 : -1;
        }
        return full > 0 || (full == 0 && _mostly);
    }

    private static bool IsRegular(long ts, in SessionHours session) =>
        ts > session.Open - UnixMicros.PerHour && ts < session.Close;
}
