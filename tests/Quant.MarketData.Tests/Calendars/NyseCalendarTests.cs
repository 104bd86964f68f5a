using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Lean;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Calendars;

public sealed class NyseCalendarTests
{
    private static readonly NyseCalendar s_nyse = ExchangeCalendar.Nyse;

    [Fact]
    public void Sessions_and_half_days_of_33_years_are_those_of_exchange_calendars()
    {
        var golden = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "xnys-1998-2030.csv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(','))
            .ToDictionary(cells => Date(cells[0]), cells => cells[1]);
        Assert.Equal(384, golden.Count);
        var sessions = 0;
        for (var date = s_nyse.FirstDate; date <= s_nyse.LastDate; date = date.AddDays(1))
        {
            var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var expected = weekend ? "closed" : golden.GetValueOrDefault(date, "16:00");
            var actual = s_nyse.IsSession(date)
                ? $"{s_nyse.Zone.ToLocal(s_nyse.Close(date)) / UnixMicros.PerHour % 24:00}:00"
                : "closed";
            Assert.True(expected == actual, $"{date:yyyy-MM-dd}: {actual} instead of {expected}");
            Assert.Equal(expected == "13:00", s_nyse.IsHalfDay(date));
            sessions += actual == "closed" ? 0 : 1;
        }
        Assert.Equal(8298, sessions);
    }

    [Fact]
    public void Every_daily_bar_of_SPY_is_a_session_and_every_session_has_a_bar()
    {
        var file = LeanFolder.Discover(RealData.Folder("lean", "daily", "spy.zip"))[0];
        var dates = LeanImporter.Import(file).Series.Ts.Select(ts => s_nyse.Zone.DateOf(ts)).ToHashSet();
        Assert.Equal(dates.Order(), s_nyse.Sessions(Date("1998-01-02"), Date("2021-03-31")));
    }

    [Theory]
    [InlineData("1998-04-12")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2019-04-21")]
    [InlineData("2024-03-31")]
    [InlineData("2038-04-25")]
    [InlineData("2285-03-22")]
    public void Easter_is_where_the_almanac_has_it(string sunday) =>
        Assert.Equal(Date(sunday), NyseHolidays.EasterSunday(Date(sunday).Year));

    [Theory]
    [InlineData("2001-09-11")]
    [InlineData("2001-09-14")]
    [InlineData("2004-06-11")]
    [InlineData("2007-01-02")]
    [InlineData("2012-10-29")]
    [InlineData("2012-10-30")]
    [InlineData("2018-12-05")]
    [InlineData("2025-01-09")]
    [InlineData("2022-06-20")]
    public void Closings_that_made_history_are_no_sessions(string date)
    {
        Assert.False(s_nyse.IsSession(Date(date)));
        var error = Assert.Throws<BadInputException>(() => s_nyse.Open(Date(date)));
        Assert.Equal($"date: '{date}' is not allowed; expected a session of calendar XNYS.", error.Message);
    }

    [Theory]
    [InlineData("2010-12-31")]
    [InlineData("2021-12-31")]
    [InlineData("2021-06-18")]
    public void A_holiday_not_observed_is_a_session(string date) => Assert.True(s_nyse.IsSession(Date(date)));

    [Fact]
    public void A_date_outside_the_calendar_is_refused_not_guessed()
    {
        var error = Assert.Throws<BadInputException>(() => s_nyse.IsSession(Date("2031-01-02")));
        Assert.Equal("1998-01-01 to 2030-12-31 for calendar XNYS", error.Allowed);
        Assert.Throws<BadInputException>(() => s_nyse.IsHalfDay(Date("1997-12-26")));
        Assert.False(s_nyse.TryFind(Utc("1997-12-31 15:00"), out _));
        Assert.False(s_nyse.TryFind(Utc("2031-01-02 15:00"), out _));
    }

    [Theory]
    [InlineData("2024-03-08", "14:30", "21:00")]
    [InlineData("2024-03-11", "13:30", "20:00")]
    [InlineData("2024-11-01", "13:30", "20:00")]
    [InlineData("2024-11-04", "14:30", "21:00")]
    [InlineData("2024-11-29", "14:30", "18:00")]
    [InlineData("2024-07-03", "13:30", "17:00")]
    [InlineData("2002-09-11", "16:00", "20:00")]
    [InlineData("2006-04-03", "13:30", "20:00")]
    [InlineData("2006-03-31", "14:30", "21:00")]
    public void Hours_follow_New_York_through_daylight_time_and_half_days(string date, string open, string close)
    {
        Assert.Equal(Utc($"{date} {open}"), s_nyse.Open(Date(date)));
        Assert.Equal(Utc($"{date} {close}"), s_nyse.Close(Date(date)));
    }

    [Theory]
    [InlineData("2024-03-08 03:59", SessionTag.Closed)]
    [InlineData("2024-03-08 04:00", SessionTag.Pre)]
    [InlineData("2024-03-08 09:29", SessionTag.Pre)]
    [InlineData("2024-03-08 09:30", SessionTag.Regular)]
    [InlineData("2024-03-08 15:59", SessionTag.Regular)]
    [InlineData("2024-03-08 16:00", SessionTag.Post)]
    [InlineData("2024-03-08 19:59", SessionTag.Post)]
    [InlineData("2024-03-08 20:00", SessionTag.Closed)]
    [InlineData("2024-03-09 12:00", SessionTag.Closed)]
    [InlineData("2024-11-29 13:00", SessionTag.Post)]
    [InlineData("2024-11-29 17:00", SessionTag.Closed)]
    public void A_time_is_tagged_with_its_part_of_the_day(string time, SessionTag tag) =>
        Assert.Equal(new SessionPoint(Date(time[..10]), tag), s_nyse.SessionOf(NewYork(time)));

    [Theory]
    [InlineData("2024-03-08 09:00", "1h", SessionTag.Regular)]
    [InlineData("2024-03-08 08:00", "1h", SessionTag.Pre)]
    [InlineData("2024-03-08 09:00", "30m", SessionTag.Pre)]
    [InlineData("2024-03-08 15:30", "1h", SessionTag.Regular)]
    [InlineData("2024-03-08 00:00", "1d", SessionTag.Regular)]
    [InlineData("2024-03-09 00:00", "1d", SessionTag.Closed)]
    public void A_bar_that_reaches_into_the_session_is_regular(string time, string interval, SessionTag tag) =>
        Assert.Equal(tag, s_nyse.SessionOf(NewYork(time), Interval.Parse(interval)).Tag);

    [Theory]
    [InlineData("2024-03-08 09:30", "1m", "2024-03-08 09:31")]
    [InlineData("2024-03-08 15:30", "1h", "2024-03-08 16:00")]
    [InlineData("2024-03-08 09:00", "1h", "2024-03-08 10:00")]
    [InlineData("2024-03-08 16:30", "1h", "2024-03-08 17:30")]
    [InlineData("2024-11-29 12:30", "1h", "2024-11-29 13:00")]
    [InlineData("2024-03-08 00:00", "1d", "2024-03-08 16:00")]
    [InlineData("2024-11-29 00:00", "1d", "2024-11-29 13:00")]
    [InlineData("2024-03-09 00:00", "1d", "2024-03-10 00:00")]
    public void A_bar_is_known_at_its_end_or_at_the_close_if_that_is_first(string start, string interval, string end)
    {
        var parsed = Interval.Parse(interval);
        Assert.Equal(NewYork(end), s_nyse.BarEnd(NewYork(start), parsed));
        Assert.Equal([NewYork(end)], s_nyse.BarEnds([NewYork(start)], parsed));
    }

    [Theory]
    [InlineData("1m", 390)]
    [InlineData("5m", 78)]
    [InlineData("15m", 26)]
    [InlineData("30m", 13)]
    [InlineData("1h", 7)]
    [InlineData("1d", 1)]
    public void A_year_has_252_sessions_of_bars(string interval, int perSession)
    {
        Assert.Equal(perSession, s_nyse.BarsPerSession(Interval.Parse(interval)));
        Assert.Equal(252.0 * perSession, s_nyse.PeriodsPerYear(Interval.Parse(interval)));
    }
}
