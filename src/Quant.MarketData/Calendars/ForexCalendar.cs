using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Calendars;

/// <summary>
/// Foreign exchange: round the clock from Sunday 17:00 to Friday 17:00 New York time, days cut at midnight UTC. Saturday
/// is no session; Sunday and Friday are short, by an hour more or less with New York's daylight time. All hours are
/// regular.
/// </summary>
/// <remarks>
/// The market's own day ends at 17:00 New York. Those of Christmas Day and New Year's Day are closed: from 17:00 on the
/// day before to 17:00 on the holiday, so that 25 December and 1 January still hold the first hours of the day after,
/// unless that is a Saturday. By convention a year has 260 sessions of 24 hours: the evening of Sunday and the short
/// Friday count as one.
/// </remarks>
public sealed class ForexCalendar : ExchangeCalendar
{
    private const long DayEnd = 17 * UnixMicros.PerHour;

    public override string Name => "24x5";
    public override ExchangeZone Zone => ExchangeZone.Utc;
    public override DateOnly FirstDate => new(1970, 1, 1);
    public override DateOnly LastDate => new(2199, 12, 31);
    public override int SessionsPerYear => 260;
    public override int MinutesPerSession => 1440;

    public override bool IsSession(DateOnly date) => Trades(Day(date));

    /// <summary>True for a session that a holiday shortens, at either end.</summary>
    /// <exception cref="BadInputException">The date is outside the calendar.</exception>
    public override bool IsHalfDay(DateOnly date)
    {
        var day = Day(date);
        return Trades(day) && day != Ordinary(date);
    }

    public override SessionHours HoursOf(DateOnly date)
    {
        var day = Day(date);
        return Trades(day)
            ? day
            : throw new BadInputException("date", $"{date:yyyy-MM-dd}", $"a session of calendar {Name}");
    }

    public override bool TryFind(long ts, out SessionHours session)
    {
        session = default;
        if (ts < 0 || ts >= ExchangeZone.LocalMidnight(LastDate.AddDays(1)))
        {
            return false;
        }
        session = Session(ExchangeZone.DateOfLocal(ts));
        return Trades(session);
    }

    public override bool TryOrdinaryHours(DateOnly date, out SessionHours hours)
    {
        hours = Covers(date) ? Ordinary(date) : default;
        return Trades(hours);
    }

    public override string RestReason(DateOnly date)
    {
        var holiday = IsHoliday(date) ? date : date.AddDays(1);
        return holiday.Month == 12
            ? "Christmas Day, from 17:00 to 17:00 New York time"
            : "New Year's Day, from 17:00 to 17:00 New York time";
    }

    private SessionHours Day(DateOnly date) => Covers(date) ? Session(date) : throw OutOfRange(date);

    private static bool Trades(in SessionHours day) => day.Close > day.Open;

    private static SessionHours Session(DateOnly date)
    {
        var day = Ordinary(date);
        var (open, close) = (day.Open, day.Close);
        if (IsHoliday(date))
        {
            open = Math.Max(open, EndOfMarketDay(date));
        }
        if (IsHoliday(date.AddDays(1)))
        {
            close = Math.Min(close, EndOfMarketDay(date));
        }
        return Hours(date, day.DayStart, open, Math.Max(open, close));
    }

    private static SessionHours Ordinary(DateOnly date)
    {
        var start = ExchangeZone.LocalMidnight(date);
        var end = start + UnixMicros.PerDay;
        return date.DayOfWeek switch
        {
            DayOfWeek.Saturday => Hours(date, start, start, start),
            DayOfWeek.Sunday => Hours(date, start, EndOfMarketDay(date), end),
            DayOfWeek.Friday => Hours(date, start, start, EndOfMarketDay(date)),
            _ => Hours(date, start, start, end),
        };
    }

    private static SessionHours Hours(DateOnly date, long start, long open, long close) =>
        new(date, start, open, open, close, close);

    private static bool IsHoliday(DateOnly date) => date is { Month: 12, Day: 25 } or { Month: 1, Day: 1 };

    /// <summary>17:00 New York time, microseconds UTC: always on the same date in UTC.</summary>
    private static long EndOfMarketDay(DateOnly date) =>
        ExchangeZone.NewYork.ToUtc(ExchangeZone.LocalMidnight(date) + DayEnd);
}
