using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Calendars;

public sealed class AlwaysOpenCalendarTests
{
    private static readonly AlwaysOpenCalendar s_always = ExchangeCalendar.AlwaysOpen;

    [Fact]
    public void Every_day_is_a_whole_session_from_midnight_to_midnight_UTC()
    {
        var saturday = Date("2024-03-09");
        Assert.True(s_always.IsSession(saturday));
        Assert.False(s_always.IsHalfDay(saturday));
        Assert.Equal(Utc("2024-03-09 00:00"), s_always.Open(saturday));
        Assert.Equal(Utc("2024-03-10 00:00"), s_always.Close(saturday));
        Assert.Equal(new SessionPoint(saturday, SessionTag.Regular), s_always.SessionOf(Utc("2024-03-09 23:59")));
    }

    [Fact]
    public void Bars_end_one_interval_later_and_a_year_is_365_days_of_them()
    {
        Assert.Equal(Utc("2024-03-10 00:00"), s_always.BarEnd(Utc("2024-03-09 23:00"), Interval.Hour1));
        Assert.Equal(Utc("2024-03-10 00:00"), s_always.BarEnd(Utc("2024-03-09 00:00"), Interval.Day1));
        Assert.Equal(365 * 1440, s_always.PeriodsPerYear(Interval.Minute1));
        Assert.Equal(365 * 24, s_always.PeriodsPerYear(Interval.Hour1));
        Assert.Equal(365, s_always.PeriodsPerYear(Interval.Day1));
    }

    [Fact]
    public void Calendars_are_found_by_name_and_others_refused()
    {
        Assert.Same(ExchangeCalendar.Nyse, ExchangeCalendar.Parse("xnys"));
        Assert.Same(s_always, ExchangeCalendar.Parse("24x7"));
        var error = Assert.Throws<BadInputException>(() => ExchangeCalendar.Parse("XLON", "--calendar"));
        Assert.Equal("--calendar: 'XLON' is not allowed; expected XNYS, 24x7 or 24x5.", error.Message);
    }
}
