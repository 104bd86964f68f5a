using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Providers.Lean;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Calendars;

public sealed class CalendarInferenceTests
{
    private static readonly Symbol s_any = Symbol.Parse("ANY");

    /// <summary>Every minute of a calendar between two times UTC.</summary>
    private static long[] Minutes(ExchangeCalendar calendar, string from, string to)
    {
        var starts = new List<long>();
        for (var ts = Utc(from); ts < Utc(to); ts += UnixMicros.PerMinute)
        {
            if (calendar.SessionOf(ts).Tag != SessionTag.Closed)
            {
                starts.Add(ts);
            }
        }
        return [.. starts];
    }

    [Theory]
    [InlineData("GBP/USD", true)]
    [InlineData("EURUSD=X", true)]
    [InlineData("EURUSD", true)]
    [InlineData("AUD-NZD", true)]
    [InlineData("BTC/USD", false)]
    [InlineData("USD/USD", false)]
    [InlineData("AAPL", false)]
    [InlineData("USDC-USD", false)]
    public void Two_currencies_are_a_pair(string symbol, bool pair)
    {
        Assert.Equal(pair, CalendarInference.IsCurrencyPair(Symbol.Parse(symbol)));
        Assert.Equal(
            pair ? "24x5" : "XNYS",
            CalendarInference.Of(Symbol.Parse(symbol), Interval.Minute1, [NewYork("2024-03-08 10:00")]).Name
        );
    }

    [Theory]
    [InlineData("XNYS", "2024-03-04", "2024-03-16")]
    [InlineData("XNYS", "2024-11-01", "2024-11-06")]
    [InlineData("24x7", "2024-03-04", "2024-03-16")]
    [InlineData("24x5", "2024-03-04", "2024-03-16")]
    public void Minutes_tell_by_nights_and_weekends_extended_hours_included(string name, string from, string to)
    {
        var starts = Minutes(ExchangeCalendar.Parse(name), from, to);
        Assert.Equal(name, CalendarInference.Of(s_any, Interval.Minute1, starts).Name);
    }

    [Fact]
    public void Nights_of_a_single_week_leave_all_hours_open()
    {
        var starts = Minutes(ExchangeCalendar.AlwaysOpen, "2024-03-05", "2024-03-07");
        Assert.Equal("24x7", CalendarInference.Of(s_any, Interval.Minute1, starts).Name);
    }

    [Fact]
    public void A_stray_bar_at_a_weekend_does_not_make_a_stock_trade_then()
    {
        long[] starts = [.. Minutes(ExchangeCalendar.Nyse, "2024-03-04", "2024-03-09"), Utc("2024-03-09 15:00")];
        Assert.Equal("XNYS", CalendarInference.Of(s_any, Interval.Minute1, starts).Name);
    }

    [Fact]
    public void Daily_bars_tell_by_their_dates()
    {
        long[] Days(Func<DayOfWeek, bool> trades) =>
            [
                .. Enumerable
                    .Range(0, 60)
                    .Select(i => Date("2024-03-04").AddDays(i))
                    .Where(date => trades(date.DayOfWeek))
                    .Select(date => Utc($"{date:yyyy-MM-dd}")),
            ];
        Assert.Equal("24x7", CalendarInference.Of(s_any, Interval.Day1, Days(_ => true)).Name);
        Assert.Equal("24x5", CalendarInference.Of(s_any, Interval.Day1, Days(day => day != DayOfWeek.Saturday)).Name);
        var weekdays = Days(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.Equal("XNYS", CalendarInference.Of(s_any, Interval.Day1, weekdays).Name);
    }

    [Fact]
    public void A_file_without_a_readable_bar_is_left_for_the_import_to_refuse()
    {
        using var stream = new MemoryStream("ts,open,high,low,close\nx,1,1,1,1\n"u8.ToArray());
        Assert.Equal("XNYS", CsvCalendar.Of(stream, s_any, new CsvImportOptions(), "x.csv").Name);
    }

    [Fact]
    public void Real_files_tell_their_calendars()
    {
        using var btc = File.OpenRead(Only("crypto"));
        Assert.Equal("24x7", CsvCalendar.Of(btc, Symbol.Parse("BTC-PERP"), new CsvImportOptions(), "btc").Name);
        using var gbp = File.OpenRead(Only("fx"));
        Assert.Equal("24x5", CsvCalendar.Of(gbp, Symbol.Parse("GBP/USD"), new CsvImportOptions(), "gbp").Name);
        gbp.Position = 0;
        Assert.Equal("24x5", CsvCalendar.Of(gbp, Symbol.Parse("CABLE"), new CsvImportOptions(), "gbp").Name);

        var zips = Directory.EnumerateFiles(RealData.Folder("lean", "minute", "aapl")).Order(StringComparer.Ordinal);
        var aapl = LeanImporter.Import(Aapl, Interval.Minute1, [.. zips.Select(NamedSource.File)], null, new());
        Assert.Equal("XNYS", CalendarInference.Of(Aapl, Interval.Minute1, aapl.Series.Ts).Name);
        static string Only(string folder) => Directory.EnumerateFiles(RealData.Folder(folder)).Single();
    }
}
