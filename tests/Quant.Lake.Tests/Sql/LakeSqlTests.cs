using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Sql;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Tests.Sql;

public sealed class LakeSqlTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _store;
    private readonly LakeSql _sql;

    public LakeSqlTests()
    {
        _store = new LakeStore(_folder["lake"]);
        _sql = new LakeSql(_store);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bars_can_be_asked_by_interval_and_symbol_however_odd()
    {
        string[] symbols = ["AAPL", "BRK.B", "BTC/USD", "CON", "^VIX"];
        var entries = symbols.Select((symbol, i) => _store.WriteBars(symbol, rows: 10 + i)).ToList();
        entries.Add(_store.Write(new(Dataset.Bars("1h"), "AAPL", "2024-03"), 1, SampleBars.Make(3)));
        var result = Query("SELECT interval, symbol, count(*) FROM bars GROUP BY ALL ORDER BY ALL", entries);
        Assert.Equal(["1h", "1m", "1m", "1m", "1m", "1m"], Column(result, 0));
        Assert.Equal(["AAPL", .. symbols], Column(result, 1));
        Assert.Equal([3L, 10L, 11L, 12L, 13L, 14L], Column(result, 2));
        Assert.Equal(12L, Column(Query("SELECT count(*) FROM bars WHERE symbol = 'BTC/USD'", entries), 0)[0]);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Files_of_one_dataset_with_and_without_a_column_are_one_view(bool newFirst)
    {
        var march = SampleBars.Make(3);
        var april = SampleBars.Make(2, from: SampleBars.At(2024, 4, 1));
        var named = new ColumnTable([.. april.Columns, Tables.Column.Category("source", ["csv", "csv"])]);
        ManifestEntry[] entries =
        [
            _store.Write(SampleBars.Key("AAPL"), 1, march),
            _store.Write(SampleBars.Key("AAPL", "2024-04-01"), 1, named),
        ];
        var result = Query(
            "SELECT source, count(*) FROM bars GROUP BY ALL ORDER BY ALL",
            newFirst ? [.. entries.Reverse()] : entries
        );
        Assert.Equal(["csv", null], result.Columns[0].Values);
        Assert.Equal([2L, 3L], result.Columns[1].Values);
    }

    [Fact]
    public void A_root_whose_name_looks_like_a_pattern_is_read_all_the_same()
    {
        var store = new LakeStore(_folder["lake [of] 'mine' * ?"]);
        var entry = store.WriteBars("AAPL");
        var result = new LakeSql(store).Query(
            "SELECT symbol, count(*) FROM bars GROUP BY ALL",
            LakeView.Of([entry]),
            1
        );
        Assert.Equal(["AAPL"], Column(result, 0));
        Assert.Equal([500L], Column(result, 1));
    }

    [Fact]
    public void A_condition_on_the_symbol_leaves_other_files_unread()
    {
        var entries = new[] { _store.WriteBars("AAPL"), _store.WriteBars("SPY") };
        var bytes = File.ReadAllBytes(_store.PathOf(entries[1].File));
        Array.Clear(bytes);
        File.WriteAllBytes(_store.PathOf(entries[1].File), bytes);
        Assert.Equal(500L, Column(Query("SELECT count(*) FROM bars WHERE symbol = 'AAPL'", entries), 0)[0]);
    }

    [Fact]
    public void Missing_torn_and_altered_files_are_left_out_with_a_warning()
    {
        var entries = new[]
        {
            _store.WriteBars("A"),
            _store.WriteBars("B"),
            _store.WriteBars("C"),
            _store.WriteBars("D"),
        };
        File.Delete(_store.PathOf(entries[1].File));
        File.WriteAllText(_store.PathOf(entries[2].File), "torn");
        File.WriteAllBytes(_store.PathOf(entries[0].File), new byte[entries[0].Bytes]);
        var result = Query("SELECT DISTINCT symbol FROM bars", entries);
        Assert.Equal(["D"], Column(result, 0));
        Assert.Equal(3, result.Warnings.Count);
        Assert.All(
            entries[..3],
            entry => Assert.Contains(result.Warnings, w => w.Contains(entry.File, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Feature_sets_with_columns_of_their_own_are_one_view_by_name()
    {
        var (one, two) = (Fingerprint.OfCanonical("1"), Fingerprint.OfCanonical("2"));
        var entries = new[] { Features(one, "sma"), Features(two, "rsi") };
        var result = Query("SELECT \"set\", sma, rsi FROM features ORDER BY sma NULLS LAST", entries);
        Assert.Equal([one.ToString(), two.ToString()], Column(result, 0));
        Assert.Equal([1.5, null], Column(result, 1));
        Assert.Equal([null, 1.5], Column(result, 2));

        ManifestEntry Features(Fingerprint set, string name) =>
            _store.Write(
                new(Dataset.Features(set), "AAPL", "all"),
                1,
                new ColumnTable(Tables.Column.Timestamp("ts", [SampleBars.March]), Tables.Column.Double(name, [1.5]))
            );
    }

    [Fact]
    public void Views_without_files_are_there_and_empty()
    {
        var result = Query("SELECT * FROM bars, features, predictions", []);
        Assert.Equal(0, result.Rows);
        Assert.Equal("interval", result.Columns[0].Name);

        var bars = new LakeView("bars", "interval", []) { ColumnsWhenEmpty = SampleBars.Schema };
        Assert.Equal([0L], Column(_sql.Query("SELECT count(*) FROM bars WHERE close > open", [bars], 1), 0));
    }

    [Fact]
    public void Tables_in_memory_can_be_joined_with_files()
    {
        var trials = new ColumnTable(
            Tables.Column.Category("symbol", ["AAPL", "SPY"]),
            Tables.Column.Double("score", [1.25, double.NaN]),
            Tables.Column.Boolean("kept", [true, false])
        );
        IReadOnlyList<SqlView> views = [.. LakeView.Of([_store.WriteBars("AAPL")]), new TableView("trials", trials)];
        var result = _sql.Query(
            "SELECT score, kept, count(close) FROM trials LEFT JOIN bars USING (symbol) GROUP BY ALL ORDER BY 3",
            views,
            10
        );
        Assert.Equal([null, 1.25], Column(result, 0));
        Assert.Equal([false, true], Column(result, 1));
        Assert.Equal([0L, 500L], Column(result, 2));
    }

    [Theory]
    [InlineData("true", "BOOLEAN", true)]
    [InlineData("127::TINYINT", "TINYINT", 127L)]
    [InlineData("(-32768)::SMALLINT", "SMALLINT", -32768L)]
    [InlineData("42", "INTEGER", 42L)]
    [InlineData("9223372036854775807", "BIGINT", long.MaxValue)]
    [InlineData("255::UTINYINT", "UTINYINT", 255L)]
    [InlineData("65535::USMALLINT", "USMALLINT", 65535L)]
    [InlineData("4294967295::UINTEGER", "UINTEGER", 4294967295L)]
    [InlineData("18446744073709551615::UBIGINT", "UBIGINT", "18446744073709551615")]
    [InlineData(
        "170141183460469231731687303715884105727::HUGEINT",
        "HUGEINT",
        "170141183460469231731687303715884105727"
    )]
    [InlineData("1.5::FLOAT", "FLOAT", 1.5)]
    [InlineData("0.1::DOUBLE", "DOUBLE", 0.1)]
    [InlineData("'NaN'::DOUBLE", "DOUBLE", null)]
    [InlineData("'-inf'::DOUBLE", "DOUBLE", "-Infinity")]
    [InlineData("12.340::DECIMAL(9,3)", "DECIMAL(9,3)", "12.340")]
    [InlineData("'naïve'", "VARCHAR", "naïve")]
    [InlineData("NULL::VARCHAR", "VARCHAR", null)]
    [InlineData("TIMESTAMP '2024-03-01 14:30:00'", "TIMESTAMP", "2024-03-01T14:30:00Z")]
    [InlineData("TIMESTAMP '2024-03-01 14:30:00.000120'", "TIMESTAMP", "2024-03-01T14:30:00.00012Z")]
    [InlineData("TIMESTAMPTZ '2024-03-01 14:30:00+02'", "TIMESTAMP WITH TIME ZONE", "2024-03-01T12:30:00Z")]
    [InlineData("'infinity'::TIMESTAMP", "TIMESTAMP", "infinity")]
    [InlineData("DATE '2024-02-29'", "DATE", "2024-02-29")]
    [InlineData("TIME '09:30:00'", "TIME", "09:30:00")]
    [InlineData("INTERVAL 90 MINUTE", "INTERVAL", "01:30:00")]
    [InlineData("[1, NULL, 3]", "INTEGER[]", "[1, NULL, 3]")]
    [InlineData("{'a': 1, 'b': 'x'}", "STRUCT(a INTEGER, b VARCHAR)", "{'a': 1, 'b': x}")]
    [InlineData("MAP {'k': 1}", "MAP(VARCHAR, INTEGER)", "{k=1}")]
    [InlineData("'\\xAA'::BLOB", "BLOB", "\\xAA")]
    [InlineData("'b'::ENUM('a', 'b')", "ENUM('a', 'b')", "b")]
    [InlineData("'00000000-0000-0000-0000-000000000001'::UUID", "UUID", "00000000-0000-0000-0000-000000000001")]
    public void Values_of_every_type_have_a_form_in_json(string expression, string type, object? value)
    {
        var column = Assert.Single(Query($"SELECT {expression} AS v -- the end", []).Columns);
        Assert.Equal(("v", type), (column.Name, column.Type));
        Assert.Equal([value], column.Values);
    }

    [Fact]
    public void Columns_may_share_a_name_and_keep_their_order_when_some_become_text()
    {
        var result = Query(
            "SELECT i AS a, DATE '2024-01-01' + i::INTEGER AS a FROM range(3) r(i) ORDER BY i DESC;",
            []
        );
        Assert.Equal(["a", "a"], result.Columns.Select(column => column.Name));
        Assert.Equal([2L, 1L, 0L], Column(result, 0));
        Assert.Equal(["2024-01-03", "2024-01-02", "2024-01-01"], Column(result, 1));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(10_000, false)]
    [InlineData(9_999, true)]
    public void No_more_rows_than_asked_for_come_back_and_the_result_says_so(int maxRows, bool truncated)
    {
        var result = _sql.Query("SELECT * FROM range(10000)", [], maxRows);
        Assert.Equal((Math.Min(maxRows, 10_000), truncated), (result.Rows, result.Truncated));
        Assert.Equal(result.Rows, result.Columns[0].Values.Count);
    }

    [Theory]
    [InlineData("SHOW TABLES")]
    [InlineData("SHOW ALL TABLES")]
    [InlineData("DESCRIBE bars")]
    [InlineData("SUMMARIZE bars")]
    [InlineData("FROM bars LIMIT 1")]
    [InlineData("VALUES (1), (2)")]
    [InlineData("WITH a AS (SELECT 1) SELECT * FROM a")]
    [InlineData("EXPLAIN SELECT * FROM bars")]
    [InlineData(" /* why */ explain\nanalyze -- how\n SELECT count(*) FROM bars;")]
    [InlineData("PIVOT bars ON symbol IN ('AAPL') USING avg(close) GROUP BY interval")]
    public void What_only_reads_is_answered(string sql) => Assert.True(Query(sql, [_store.WriteBars("AAPL")]).Rows > 0);

    [Fact]
    public void A_cell_that_no_client_could_take_is_refused()
    {
        Assert.Equal(4 << 20, ((string)Query("SELECT repeat('x', 4194304) AS t", []).Columns[0].Values[0]!).Length);
        var fault = Assert.Throws<BadInputException>(() => Query("SELECT repeat('x', 4194305) AS t", []));
        Assert.Equal(("sql", "'a cell of 4194305 bytes'"), (fault.Field, fault.Value));
    }

    [Fact]
    public void What_does_not_parse_or_bind_is_refused_with_the_reason()
    {
        Assert.Contains("syntax error", Refused("SELEC 1"), StringComparison.Ordinal);
        Assert.Contains("nowhere", Refused("SELECT * FROM nowhere"), StringComparison.Ordinal);
        Assert.Contains("parameters", Refused("SELECT ?"), StringComparison.Ordinal);
        Assert.Contains("0 statements", Refused("-- nothing"), StringComparison.Ordinal);
        Assert.Contains("Conversion", Refused("SELECT 'x'::INTEGER FROM range(2)"), StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_before_a_statement_are_read_once_however_many()
    {
        var comments = string.Concat(Enumerable.Repeat("/* a */ -- b\n", 2000));
        Assert.Equal([1L], Column(Query($"{comments}SELECT 1", []), 0));
        Assert.Contains("is not allowed", Refused($"{comments}PRAGMA database_list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_query_can_be_cancelled()
    {
        foreach (
            var sql in new[]
            {
                "SELECT sum(a.range * b.range % 7) FROM range(1000000000) a, range(1000) b",
                "SELECT a.range FROM range(1000000000000) a WHERE a.range < 0",
            }
        )
        {
            using var source = new CancellationTokenSource();
            var query = Task.Run(() => _sql.Query(sql, [], 1, source.Token));
            await Task.Yield();
            source.CancelAfter(50);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        }
    }

    private string Refused(string sql) => Assert.Throws<BadInputException>(() => Query(sql, [])).Message;

    private SqlResult Query(string sql, IReadOnlyList<ManifestEntry> entries) =>
        _sql.Query(sql, LakeView.Of(entries), 100_000);

    private static IReadOnlyList<object?> Column(SqlResult result, int column) => result.Columns[column].Values;
}
