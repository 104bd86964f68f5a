using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Csv;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Calendars;

public sealed class ForexCalendarTests
{
    private static readonly ForexCalendar s_forex = ExchangeCalendar.Forex;

    [Theory]
    [InlineData("2024-03-08", "2024-03-08 00:00", "2024-03-08 22:00")] // Friday, New York at UTC−5
    [InlineData("2024-03-10", "2024-03-10 21:00", "2024-03-11 00:00")] // Sunday on which clocks went forward
    [InlineData("2024-03-13", "2024-03-13 00:00", "2024-03-14 00:00")]
    [InlineData("2024-03-15", "2024-03-15 00:00", "2024-03-15 21:00")] // Friday, UTC−4
    [InlineData("2024-11-01", "2024-11-01 00:00", "2024-11-01 21:00")]
    [InlineData("2024-11-03", "2024-11-03 22:00", "2024-11-04 00:00")] // Sunday on which clocks went back
    [InlineData("2024-12-24", "2024-12-24 00:00", "2024-12-24 22:00")]
    [InlineData("2024-12-25", "2024-12-25 22:00", "2024-12-26 00:00")]
    [InlineData("2023-01-01", "2023-01-01 22:00", "2023-01-02 00:00")] // a Sunday
    public void Trades_from_Sunday_to_Friday_17_00_New_York_but_for_two_holidays(string date, string open, string close)
    {
        var hours = s_forex.HoursOf(Date(date));
        Assert.Equal((Utc($"{date} 00:00"), Utc(open), Utc(close)), (hours.DayStart, hours.Open, hours.Close));
        Assert.Equal((hours.Open, hours.Close), (hours.PreOpen, hours.PostClose));
    }

    [Theory]
    [InlineData("2024-03-09")] // a Saturday
    [InlineData("2020-12-25")] // Christmas on a Friday
    [InlineData("2023-12-24")] // the Sunday before Christmas
    [InlineData("2017-12-31")] // the Sunday before New Year
    [InlineData("2021-01-01")]
    public void Rests_on_Saturdays_and_when_a_holiday_takes_all_of_a_short_day(string date)
    {
        Assert.False(s_forex.IsSession(Date(date)));
        Assert.False(s_forex.TryFind(Utc($"{date} 22:30"), out _));
        Assert.Throws<BadInputException>(() => s_forex.HoursOf(Date(date)));
    }

    [Fact]
    public void Only_a_holiday_makes_a_session_shorter_than_its_weekday_is()
    {
        Assert.False(s_forex.IsHalfDay(Date("2024-03-08")));
        Assert.True(s_forex.IsHalfDay(Date("2024-12-24")));
        Assert.True(s_forex.IsHalfDay(Date("2024-12-25")));
        Assert.Contains("Christmas", s_forex.RestReason(Date("2024-12-24")));
        Assert.Contains("New Year", s_forex.RestReason(Date("2025-01-01")));
    }

    [Fact]
    public void A_week_has_five_times_twenty_four_hours_whatever_the_clocks_do()
    {
        for (var sunday = Date("2023-01-08"); sunday < Date("2023-12-17"); sunday = sunday.AddDays(7))
        {
            var open = s_forex.Sessions(sunday, sunday.AddDays(6)).Sum(day => s_forex.Close(day) - s_forex.Open(day));
            Assert.Equal((sunday, 120 * UnixMicros.PerHour), (sunday, open));
        }
    }

    [Fact]
    public void Bars_end_by_the_Friday_close_and_a_year_is_260_days_of_them()
    {
        Assert.Equal(Utc("2024-03-08 22:00"), s_forex.BarEnd(Utc("2024-03-08 00:00"), Interval.Day1));
        Assert.Equal(SessionTag.Closed, s_forex.SessionOf(Utc("2024-03-08 22:00")).Tag);
        Assert.Equal(SessionTag.Closed, s_forex.SessionOf(Utc("2024-03-10 20:59")).Tag);
        Assert.Equal(SessionTag.Regular, s_forex.SessionOf(Utc("2024-03-10 21:00")).Tag);
        Assert.Equal(260 * 1440, s_forex.PeriodsPerYear(Interval.Minute1));
        Assert.Same(s_forex, ExchangeCalendar.Parse("24x5"));
    }

    [Fact]
    public void Every_bar_of_a_month_of_GBP_USD_lies_within_its_hours()
    {
        var file = RealData.Folder("fx", "gbpusd-1m-bid-2012.csv.gz");
        var options = new CsvImportOptions { Calendar = s_forex };
        var report = CsvImporter.ImportFile(file, Symbol.Parse("GBP/USD"), options).Report;
        Assert.Equal((30_117, 30_117), (report.Accepted, report.Regular));
    }
}
