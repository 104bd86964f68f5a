using Quant.Lake.DuckDb;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Providers.Parquet;
using Quant.MarketData.Quality;
using Quant.MarketData.Zones;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers;

public sealed class ParquetImporterTests : IDisposable
{
    private static readonly CsvImportOptions s_options = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(string select)
    {
        var path = Path.Combine(_folder.Path, "bars.parquet");
        using var connection = DuckDbEngine.Connect();
        connection.Execute($"COPY ({select}) TO '{path}' (FORMAT parquet)");
        return path;
    }

    private BarImport Import(string select, CsvImportOptions? options = null)
    {
        using var stream = File.OpenRead(Write(select));
        return ParquetImporter.Import(stream, Aapl, options ?? s_options, "bars.parquet");
    }

    private BadInputException Refused(string select, CsvImportOptions? options = null) =>
        Assert.Throws<BadInputException>(() => Import(select, options));

    private static string Rows(string time, string price = "DOUBLE", string last = "12") =>
        $"""
            SELECT {time} AS "date_time", o::{price} AS Open, h::{price} AS h, l::{price} AS LOW, c::{price} AS close, v AS Vol
            FROM (VALUES ('2024-03-05 14:30', 10, 12, 9, 11, 100), ('2024-03-05 14:31', 11, 12, 10, {last}, 200)) t(s, o, h, l, c, v)
            """;

    [Theory]
    [InlineData("CAST(s AS TIMESTAMP)", "DOUBLE")]
    [InlineData("CAST(s AS TIMESTAMP_S)", "FLOAT")]
    [InlineData("CAST(s AS TIMESTAMP_MS)", "DECIMAL(18, 4)")]
    [InlineData("CAST(s AS TIMESTAMP_NS)", "INTEGER")]
    [InlineData("to_timestamp(epoch(CAST(s AS TIMESTAMP)))", "SMALLINT")]
    [InlineData("epoch_ms(CAST(s AS TIMESTAMP))", "BIGINT")]
    [InlineData("CAST(epoch(CAST(s AS TIMESTAMP)) AS BIGINT)", "HUGEINT")]
    [InlineData("s", "UINTEGER")]
    [InlineData("s || 'Z'", "DOUBLE")]
    public void Times_and_prices_of_every_type_are_the_same_bars(string time, string price)
    {
        var import = Import(Rows(time, price));
        Assert.Equal(
            [
                new Bar(NewYork("2024-03-05 09:30"), 10, 12, 9, 11, 100),
                new Bar(NewYork("2024-03-05 09:31"), 11, 12, 10, 12, 200),
            ],
            import.Series.ToBars()
        );
        Assert.Equal(Interval.Minute1, import.Series.Interval);
        Assert.All(import.Series.Source!, source => Assert.Equal("parquet", source));
    }

    [Fact]
    public void A_timestamp_without_a_zone_is_of_the_zone_told_and_a_moment_is_not()
    {
        var options = s_options with { TimeZone = ExchangeZone.NewYork, Calendar = ExchangeCalendar.AlwaysOpen };
        Assert.Equal(NewYork("2024-03-05 14:30"), Import(Rows("CAST(s AS TIMESTAMP)"), options).Series.Ts[0]);
        var moment = Rows("to_timestamp(epoch(CAST(s AS TIMESTAMP)))");
        Assert.Equal(Utc("2024-03-05 14:30"), Import(moment, options).Series.Ts[0]);
    }

    [Fact]
    public void Dates_are_daily_bars_of_those_sessions()
    {
        var import = Import(
            "SELECT DATE '2024-03-04' + i::INTEGER AS date, 1.0 AS open, 2.0 AS high, 1.0 AS low, 2.0 AS close FROM range(3) t(i)"
        );
        Assert.Equal(Interval.Day1, import.Series.Interval);
        Assert.Equal(NewYork("2024-03-05 00:00"), import.Series.Ts[1]);
        Assert.Equal([0, 0, 0], import.Series.Volume);
    }

    [Fact]
    public void Parquet_and_CSV_of_the_same_rows_are_the_same_bars_and_the_same_report()
    {
        const string select = """
            SELECT TIMESTAMP '2024-03-05 14:30' + INTERVAL 1 MINUTE * i AS ts, 100 + i % 7 AS open, 110 AS high,
            90 AS low, 105.25 AS close, i AS volume, CASE WHEN i % 3 = 0 THEN NULL ELSE 101.5 END AS vwap,
            CASE WHEN i % 5 = 0 THEN NULL ELSE i END AS trade_count
            FROM range(30000) t(i)
            """;
        var options = s_options with { Calendar = ExchangeCalendar.AlwaysOpen };
        var parquet = Import(select, options);
        var csv = Path.Combine(_folder.Path, "bars.csv");
        using (var connection = DuckDbEngine.Connect())
        {
            connection.Execute($"COPY ({select}) TO '{csv}' (FORMAT csv, HEADER)");
        }
        var text = CsvImporter.ImportFile(csv, Aapl, options);
        Assert.Equal(text.Series.ToBars(), parquet.Series.ToBars());
        Assert.Equal(text.Report.ToString(), parquet.Report.ToString());
    }

    [Fact]
    public void A_bad_row_is_named_by_row_and_column_or_skipped_and_counted()
    {
        var select = Rows("CAST(s AS TIMESTAMP)", last: "13");
        var error = Refused(select);
        Assert.Equal(("bars.parquet: row 2, column high", "12"), (error.Field, error.Value.Trim('\'')));
        var skipped = Import(
            select,
            s_options with
            {
                Policy = RefusalPolicy.SkipBadRows,
                Interval = Interval.Minute1,
            }
        );
        Assert.Equal((1, 1L), (skipped.Series.Count, skipped.Report.RefusedCount));
    }

    [Theory]
    [InlineData("NULL::TIMESTAMP", "DOUBLE", "bars.parquet: row 1, column timestamp", "NULL")]
    [InlineData("NULL::VARCHAR", "DOUBLE", "bars.parquet: row 1, column timestamp", "NULL")]
    [InlineData("'yesterday'", "DOUBLE", "bars.parquet: row 1, column timestamp", "yesterday")]
    [InlineData(
        "TIMESTAMP '1066-10-14'",
        "DOUBLE",
        "bars.parquet: row 1, column timestamp",
        "-28502755200000000 microseconds since 1970"
    )]
    [InlineData("CAST(s AS TIMESTAMP)", "VARCHAR", "bars.parquet: column Open", "a column of Text")]
    [InlineData("1.5::DOUBLE", "DOUBLE", "bars.parquet: column date_time", "a column of Number")]
    [InlineData("[1]", "DOUBLE", "bars.parquet: column date_time", "a column of Other")]
    public void What_cannot_be_a_time_or_a_price_is_named(string time, string price, string field, string value)
    {
        var error = Refused(Rows(time, price));
        Assert.Equal((field, value), (error.Field, error.Value.Trim('\'')));
    }

    [Fact]
    public void A_price_that_is_null_is_refused_and_not_guessed()
    {
        var error = Refused(Rows("CAST(s AS TIMESTAMP)", last: "NULL"));
        Assert.Equal(("bars.parquet: row 2, column close", "NaN"), (error.Field, error.Value.Trim('\'')));
    }

    [Fact]
    public void A_missing_or_repeated_column_and_an_empty_table_are_errors()
    {
        Assert.Equal("bars.parquet: column close", Refused("SELECT 1 AS t, 1.0 AS o, 1.0 AS h, 1.0 AS l").Field);
        var twice = "SELECT 1 AS t, 1.0 AS o, 1.0 AS h, 1.0 AS l, 1.0 AS c, 1.0 AS close";
        Assert.Equal("one close column", Refused(twice).Allowed);
        var error = Refused(Rows("CAST(s AS TIMESTAMP)") + " WHERE false");
        Assert.Contains("a table without rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_Parquet_or_torn_is_an_error_that_tells_no_path_of_the_server()
    {
        var whole = File.ReadAllBytes(Write(Rows("CAST(s AS TIMESTAMP)")));
        foreach (var bytes in (byte[][])[whole[..^20], whole[..10], [], "timestamp,open"u8.ToArray()])
        {
            var path = Path.Combine(_folder.Path, "torn.parquet");
            File.WriteAllBytes(path, bytes);
            using var stream = File.OpenRead(path);
            var error = Assert.Throws<BadInputException>(() =>
                ParquetImporter.Import(stream, Aapl, s_options, "torn.parquet")
            );
            Assert.Equal("torn.parquet", error.Field);
            Assert.DoesNotContain(_folder.Path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_stream_that_is_no_file_is_read_too()
    {
        using var memory = new MemoryStream(File.ReadAllBytes(Write(Rows("CAST(s AS TIMESTAMP)"))));
        Assert.Equal(2, ParquetImporter.Import(memory, Aapl, s_options, "bars.parquet").Series.Count);
    }

    [Fact]
    public void The_calendar_is_told_by_the_times()
    {
        var select = """
            SELECT TIMESTAMP '2024-03-01' + INTERVAL 1 MINUTE * i AS ts, 1.0 AS open, 1.0 AS high, 1.0 AS low, 1.0 AS close
            FROM range(100000) t(i)
            """;
        using var stream = File.OpenRead(Write(select));
        Assert.Equal("24x7", ParquetImporter.CalendarOf(stream, Aapl, s_options, "bars.parquet").Name);
    }
}
