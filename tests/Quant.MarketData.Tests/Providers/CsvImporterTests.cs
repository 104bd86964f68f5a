using System.IO.Compression;
using System.Text;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Quality;
using Quant.MarketData.Zones;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers;

public sealed class CsvImporterTests
{
    private const string Header = "date,open,high,low,close,volume\n";
    private const string Good = "2024-03-07,10,12,9,11,100\n2024-03-08,11,13,10,12,200\n";
    private static readonly CsvImportOptions s_options = new() { Time = new FixedTime("2024-06-01 00:00") };

    private static BarImport Import(string text, CsvImportOptions? options = null) =>
        CsvImporter.Import(new MemoryStream(Encoding.UTF8.GetBytes(text)), Aapl, options ?? s_options, "AAPL.csv");

    [Theory]
    [InlineData("", "AAPL.csv", "'an empty file'", "a header line and at least one row")]
    [InlineData(Header, "AAPL.csv", "'a header without rows'", "at least one row")]
    [InlineData(
        "date,open,high,low,volume\n2024-03-07,10,12,9,100\n",
        "AAPL.csv: line 1, column close",
        "'date,open,high,low,volume'",
        "a header with timestamp (or date, time, ts), open, high, low, close and optionally volume, vwap, trade_count"
    )]
    [InlineData("date,ts,open,high,low,close\n", "AAPL.csv: line 1, column 2", "'ts'", "one timestamp column")]
    [InlineData(Header + Good + "2024-03-11,12,13,10,n/a,5\n", "AAPL.csv: line 4, column close", "'n/a'", "a number")]
    [InlineData(Header + Good + "2024-03-11,12,13,10\n", "AAPL.csv: line 4, column close", "''", "a number")]
    [InlineData(Header + "2024-03-07,10,12,NaN,11,1\n", "AAPL.csv: line 2, column low", "'NaN'", "a number")]
    [InlineData(
        Header + "2024-03-07,10,9,9,11,1\n",
        "AAPL.csv: line 2, column high",
        "'9'",
        "at least open, low and close: 11"
    )]
    [InlineData(
        Header + "2024-03-07,10,12,9,11,-1\n",
        "AAPL.csv: line 2, column volume",
        "'-1'",
        "a finite number, 0 or more"
    )]
    [InlineData(
        Header + Good + "2024-03-08,11,13,10,12,200\n",
        "AAPL.csv: line 4, column timestamp",
        "'2024-03-08T05:00:00Z'",
        "a time after 2024-03-08T05:00:00Z, the row before"
    )]
    [InlineData(
        Header + Good + "2024-03-06,11,13,10,12,200\n",
        "AAPL.csv: line 4, column timestamp",
        "'2024-03-06T05:00:00Z'",
        "a time after 2024-03-08T05:00:00Z, the row before"
    )]
    [InlineData(
        Header + Good + "2024-07-01,11,13,10,12,200\n",
        "AAPL.csv: line 4, column timestamp",
        "'2024-07-01T04:00:00Z'",
        "a bar closed by now, 2024-06-01T00:00:00Z"
    )]
    [InlineData(
        Header + "2024-13-01,11,13,10,12,200\n" + Good,
        "AAPL.csv: line 2, column timestamp",
        "'2024-13-01'",
        "an ISO 8601 date or time from 1900 to 2199, or seconds, milliseconds or microseconds since 1970"
    )]
    [InlineData(
        "time,open,high,low,close\n2024-03-07T15:00:00,1,1,1,1\n2024-03-07T15:07:00,1,1,1,1\n",
        "interval",
        "'AAPL.csv: a step of 420 seconds'",
        "1m, 5m, 15m, 30m, 1h or 1d, given explicitly"
    )]
    public void A_bad_file_is_named_with_field_value_and_what_is_allowed(
        string text,
        string field,
        string value,
        string allowed
    )
    {
        var error = Assert.Throws<BadInputException>(() => Import(text));
        Assert.Equal((field, value, allowed), (error.Field, error.Value, error.Allowed));
    }

    [Fact]
    public void A_missing_file_and_a_name_that_is_no_symbol_are_refused()
    {
        using var folder = new TemporaryFolder();
        var missing = Path.Combine(folder.Path, "none.csv");
        Assert.Equal("path", Assert.Throws<BadInputException>(() => CsvImporter.ImportFile(missing)).Field);
        var unnamed = folder.Write("my prices.csv", Header + Good);
        Assert.Equal("symbol", Assert.Throws<BadInputException>(() => CsvImporter.ImportFile(unnamed)).Field);
        Assert.Equal("SPY", CsvImporter.ImportFile(folder.Write("spy.csv", Header + Good)).Series.Symbol.ToString());
    }

    [Fact]
    public void Skipping_bad_rows_keeps_the_others_and_counts_by_reason()
    {
        var text = Header + Good + "2024-03-11,x,1,1,1,1\n2024-03-11,5,4,6,5,1\n2024-03-12,1,1,1,1,1\n";
        var import = Import(text, s_options with { Policy = RefusalPolicy.SkipBadRows });
        Assert.Equal(3, import.Series.Count);
        Assert.Equal((5, 3), (import.Report.Read, import.Report.Accepted));
        Assert.Equal(
            [(BarFault.Unreadable, 1L, 4L), (BarFault.HighTooLow, 1L, 5L)],
            import.Report.Refused.Select(refusal => (refusal.Fault, refusal.Count, refusal.Examples[0].Line))
        );
        var nothing = Assert.Throws<BadInputException>(() =>
            Import(Header + "2024-03-11,x,1,1,1,1\n", s_options with { Policy = RefusalPolicy.SkipBadRows })
        );
        Assert.Equal("a number (none of 1 rows is usable)", nothing.Allowed);
    }

    [Fact]
    public void Dates_are_sessions_of_the_exchange_whatever_the_zone_of_times()
    {
        foreach (var zone in new[] { ExchangeZone.Utc, ExchangeZone.NewYork })
        {
            var series = Import(Header + Good, s_options with { TimeZone = zone }).Series;
            Assert.Equal(Interval.Day1, series.Interval);
            Assert.Equal([NewYork("2024-03-07 00:00"), NewYork("2024-03-08 00:00")], series.Ts);
            Assert.Equal(new Bar(NewYork("2024-03-07 00:00"), 10, 12, 9, 11, 100), series[0]);
        }
    }

    [Theory]
    [InlineData("2024-03-07 00:00:00", "2024-03-08 00:00:00")]
    [InlineData("2024-03-07T00:00:00Z", "2024-03-08T00:00:00Z")]
    [InlineData("2024-03-07T00:00:00-05:00", "2024-03-08T00:00:00-05:00")]
    [InlineData("2024-03-07T05:00:00Z", "2024-03-08T05:00:00Z")]
    [InlineData("1709769600", "1709856000")]
    [InlineData("20240307", "20240308")]
    public void Daily_bars_stamped_midnight_mean_that_date(string first, string second)
    {
        var series = Import($"date,open,high,low,close\n{first},1,1,1,1\n{second},1,1,1,1\n").Series;
        Assert.Equal(Interval.Day1, series.Interval);
        Assert.Equal([NewYork("2024-03-07 00:00"), NewYork("2024-03-08 00:00")], series.Ts);
    }

    [Theory]
    [InlineData("2024-03-08T14:30:00Z")]
    [InlineData("2024-03-08 14:30:00+00:00")]
    [InlineData("2024-03-08T09:30:00-05:00")]
    [InlineData("2024-03-08T20:00:00+0530")]
    [InlineData("2024-03-08T15:30+01")]
    [InlineData("2024-03-08 14:30:00.000000")]
    [InlineData("2024-03-08 14:30")]
    [InlineData("20240308 14:30")]
    [InlineData("\"2024-03-08 14:30\"")]
    [InlineData("1709908200")]
    [InlineData("1709908200000")]
    [InlineData("1709908200000000")]
    [InlineData("1709908200000000000")]
    public void A_time_is_read_in_every_documented_form(string time)
    {
        var options = s_options with { Interval = Interval.Minute1 };
        var series = Import($"time,open,high,low,close\n{time},1,1,1,1\n", options).Series;
        Assert.Equal(NewYork("2024-03-08 09:30"), Assert.Single(series.Ts));
    }

    [Theory]
    [InlineData("2024-03-08T25:30:00Z")]
    [InlineData("2024-02-30 10:00")]
    [InlineData("2024-03-08T14:30:00X")]
    [InlineData("2024-03-08T14:30:00+5")]
    [InlineData("2024-03-08x14:30")]
    [InlineData("08.03.2024")]
    [InlineData("17099082")]
    [InlineData("9999999999999999999")]
    [InlineData("now")]
    public void What_is_not_a_time_is_refused(string time)
    {
        var options = s_options with { Interval = Interval.Minute1 };
        var error = Assert.Throws<BadInputException>(() =>
            Import($"time,open,high,low,close\n{time},1,1,1,1\n", options)
        );
        Assert.Equal("AAPL.csv: line 2, column timestamp", error.Field);
    }

    [Fact]
    public void Times_without_a_zone_are_read_in_the_zone_given_through_the_change_of_clocks()
    {
        var text =
            "ts,open,high,low,close\n2024-03-08 09:30,1,1,1,1\n2024-03-08 10:30,1,1,1,1\n2024-03-11 09:30,1,1,1,1\n";
        var series = Import(text, s_options with { TimeZone = ExchangeZone.NewYork }).Series;
        Assert.Equal(Interval.Hour1, series.Interval);
        Assert.Equal([Utc("2024-03-08 14:30"), Utc("2024-03-08 15:30"), Utc("2024-03-11 13:30")], series.Ts);
    }

    [Fact]
    public void Columns_go_by_name_in_any_order_case_and_separator_and_others_are_not_read()
    {
        var text =
            "\uFEFFTrade Count;Vwap;Close;AdjClose;LOW;High;Open;Vol;Datetime\r\n3;10.5;11;0;9;12;10;100;2024-03-07\r\n;;12;0;10;13;11;200;2024-03-08";
        var series = Import(text).Series;
        Assert.Equal(new Bar(NewYork("2024-03-07 00:00"), 10, 12, 9, 11, 100, 10.5, 3), series[0]);
        Assert.Equal(new Bar(NewYork("2024-03-08 00:00"), 11, 13, 10, 12, 200), series[1]);
    }

    [Fact]
    public void Numbers_are_read_to_the_nearest_double()
    {
        string[] texts =
        [
            "0.1",
            "1469.250000",
            "1.57597",
            "123456789.123456789",
            "1e-7",
            "9007199254740993.5",
            "+2",
            ".5",
            "5.",
        ];
        foreach (var text in texts)
        {
            var series = Import($"date,open,high,low,close\n2024-03-07,{text},{text},{text},{text}\n").Series;
            Assert.Equal(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), series.Close[0]);
        }
        foreach (var text in new[] { "1,5", "1.2.3", "0x10", "--1", "-", ".", "1e999", "Infinity" })
        {
            Assert.Throws<BadInputException>(() =>
                Import($"date;open;high;low;close\n2024-03-07;{text};{text};{text};{text}\n")
            );
        }
    }

    [Fact]
    public void Gzip_is_recognised_by_content_and_a_torn_one_named()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Header + Good));
        }
        var bytes = packed.ToArray();
        Assert.Equal(2, CsvImporter.Import(new MemoryStream(bytes), Aapl, s_options, "a.csv.gz").Series.Count);
        bytes[12] ^= 0xff;
        var error = Assert.Throws<BadInputException>(() =>
            CsvImporter.Import(new MemoryStream(bytes), Aapl, s_options, "a.csv.gz")
        );
        Assert.StartsWith("a.csv.gz", error.Field);
    }

    [Fact]
    public void A_long_file_is_read_whole_across_buffers()
    {
        var start = Utc("2024-01-01 00:00");
        var text = new StringBuilder("ts,open,high,low,close,volume\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(start + i * UnixMicros.PerMinute).Append(",10,12,9,11,").Append(i).Append('\n');
        }
        var series = Import(text.ToString(), s_options with { Calendar = ExchangeCalendar.AlwaysOpen }).Series;
        Assert.Equal(20_000, series.Count);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (double)i), series.Volume);
    }

    [Fact]
    public void Real_crypto_and_currency_minutes_import_round_the_clock()
    {
        var options = new CsvImportOptions { Calendar = ExchangeCalendar.AlwaysOpen };
        var crypto = RealData.Folder("crypto", "btc-perp-1m-2021-12-31_2022-02-01.csv.gz");
        var bitcoin = CsvImporter.ImportFile(crypto, Symbol.Parse("BTC-PERP"), options);
        Assert.Equal(
            (45_031, 45_031, Interval.Minute1),
            (bitcoin.Series.Count, bitcoin.Report.Regular, bitcoin.Series.Interval)
        );
        Assert.Equal(new Bar(Utc("2021-12-31 23:01"), 46319, 46385, 46319, 46377, 2300413.7295), bitcoin.Series[0]);
        var fx = RealData.Folder("fx", "gbpusd-1m-bid-2012.csv.gz");
        var pound = CsvImporter.ImportFile(fx, Symbol.Parse("GBP/USD"), options).Series;
        Assert.Equal(30_117, pound.Count);
        Assert.Equal(new Bar(Utc("2012-02-01 00:00"), 1.57597, 1.57606, 1.57576, 1.57576, 0), pound[0]);
    }
}
