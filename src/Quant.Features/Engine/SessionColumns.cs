using Quant.Features.Operators.Inputs;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Features.Engine;

/// <summary>Where each bar of a series lies in its session, by the exchange's clock.</summary>
internal sealed class SessionColumns
{
    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    private SessionColumns(int count) =>
        (Day, Minute, Opening, Closing) = (new int[count], new int[count], new int[count], new int[count]);

    /// <summary>Dates in days since 1970-01-01.</summary>
    public int[] Day { get; }

    /// <summary>Minutes from midnight to the start of the bar, to the regular opening and to the regular close.</summary>
    public int[] Minute { get; }
    public int[] Opening { get; }
    public int[] Closing { get; }

    /// <summary>Rows from <paramref name="first"/> on; those before are left zero.</summary>
    public static SessionColumns Of(long[] ts, int first, ExchangeCalendar calendar)
    {
        var columns = new SessionColumns(ts.Length);
        var hour = long.MinValue;
        var offset = 0L;
        var day = int.MinValue;
        var (opening, closing) = (SessionTime.None, SessionTime.None);
        for (var i = first; i < ts.Length; i++)
        {
            // Clocks are moved at full hours of UTC only.
            if (ts[i] < hour || ts[i] >= hour + UnixMicros.PerHour)
            {
                hour = FloorDivide(ts[i], UnixMicros.PerHour) * UnixMicros.PerHour;
                offset = calendar.Zone.OffsetAt(hour);
            }
            var local = ts[i] + offset;
            var date = (int)FloorDivide(local, UnixMicros.PerDay);
            if (date != day)
            {
                day = date;
                (opening, closing) = Hours(calendar, date);
            }
            columns.Day[i] = date;
            columns.Minute[i] = (int)((local - date * UnixMicros.PerDay) / UnixMicros.PerMinute);
            columns.Opening[i] = opening;
            columns.Closing[i] = closing;
        }
        return columns;
    }

    private static (int Opening, int Closing) Hours(ExchangeCalendar calendar, int day)
    {
        var date = DateOnly.FromDayNumber(s_epoch + day);
        if (!calendar.Covers(date) || !calendar.IsSession(date))
        {
            return (SessionTime.None, SessionTime.None);
        }
        var hours = calendar.HoursOf(date);
        return (LocalMinute(calendar, hours.Open, day), LocalMinute(calendar, hours.Close, day));
    }

    private static int LocalMinute(ExchangeCalendar calendar, long instant, int day) =>
        (int)((calendar.Zone.ToLocal(instant) - day * UnixMicros.PerDay) / UnixMicros.PerMinute);

    private static long FloorDivide(long value, long by) =>
        Math.DivRem(value, by) is var (q, r) && r < 0 ? q - 1 : value / by;
}
