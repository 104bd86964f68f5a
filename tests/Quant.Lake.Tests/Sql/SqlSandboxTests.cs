using Quant.Lake.Partitions;
using Quant.Lake.Sql;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Tests.Sql;

public sealed class SqlSandboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _store;
    private readonly SqlView[] _views;
    private readonly string _orphan;
    private readonly string _secret;
    private readonly string[] _before;

    public SqlSandboxTests()
    {
        _store = new LakeStore(_folder["lake"]);
        _views =
        [
            .. LakeView.Of([_store.WriteBars("AAPL")]),
            new TableView("t", new ColumnTable(Column.Int32("a", [1]))),
        ];
        _orphan = _store.PathOf(_store.WriteBars("ORPHAN").File);
        _secret = _folder["secret.csv"];
        File.WriteAllText(_secret, "password\nhunter2\n");
        Directory.CreateDirectory(_folder["lake-next-door"]);
        File.WriteAllText(_folder["lake-next-door/secret.csv"], "password\nhunter2\n");
        _before = State();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("COPY (SELECT 1) TO '{lake}/x.csv'")]
    [InlineData("COPY (SELECT 1) TO '{file}' (FORMAT parquet)")]
    [InlineData("EXPLAIN COPY (SELECT 1) TO '{lake}/x.csv'")]
    [InlineData("EXPLAIN ANALYZE COPY (SELECT 1) TO '{lake}/x.csv'")]
    [InlineData("EXPLAIN (ANALYZE) COPY (SELECT 1) TO '{lake}/x.csv'")]
    [InlineData("EXPLAIN (FORMAT JSON, ANALYZE) SELECT 1")]
    [InlineData("EXPLAIN ANALYZE CREATE TABLE x AS SELECT 1")]
    [InlineData("EXPLAIN EXPLAIN ANALYZE COPY (SELECT 1) TO '{lake}/x.csv'")]
    [InlineData("EXPORT DATABASE '{lake}/export'")]
    [InlineData("IMPORT DATABASE '{lake}'")]
    [InlineData("ATTACH '{lake}/x.db'")]
    [InlineData("ATTACH ':memory:' AS x")]
    [InlineData("DETACH memory")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("LOAD '{lake}/x.duckdb_extension'")]
    [InlineData("PRAGMA enable_profiling")]
    [InlineData("PRAGMA database_list")]
    [InlineData("CALL enable_logging()")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET lock_configuration = false")]
    [InlineData("SET allowed_directories = ['/']")]
    [InlineData("SET VARIABLE x = 1")]
    [InlineData("RESET ALL")]
    [InlineData("CREATE TABLE x (i INTEGER)")]
    [InlineData("CREATE VIEW x AS SELECT 1")]
    [InlineData("CREATE MACRO m() AS 1")]
    [InlineData("CREATE SECRET (TYPE s3)")]
    [InlineData("INSERT INTO t VALUES (1)")]
    [InlineData("UPDATE t SET a = 1")]
    [InlineData("DELETE FROM t")]
    [InlineData("TRUNCATE t")]
    [InlineData("DROP VIEW bars")]
    [InlineData("ALTER VIEW bars RENAME TO x")]
    [InlineData("BEGIN")]
    [InlineData("CHECKPOINT")]
    [InlineData("VACUUM")]
    [InlineData("ANALYZE")]
    [InlineData("USE memory")]
    [InlineData("PREPARE p AS SELECT 1")]
    [InlineData("EXECUTE p")]
    [InlineData("SELECT 1; COPY (SELECT 1) TO '{lake}/x.csv'")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1) AS t; COPY (SELECT 1) TO '{lake}/x.csv'; --")]
    [InlineData("SELECT * FROM query('COPY (SELECT 1) TO ''{lake}/x.csv''')")]
    [InlineData("SELECT DATE '2024-01-01', * FROM query('SELECT 1; COPY (SELECT 1) TO ''{lake}/x.csv''')")]
    [InlineData("WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x")]
    public void What_could_write_or_change_settings_is_refused(string sql) => Refused(sql);

    [Theory]
    [InlineData("SELECT * FROM '{secret}'")]
    [InlineData("SELECT * FROM read_csv('{secret}')")]
    [InlineData("SELECT * FROM read_text('{secret}')")]
    [InlineData("SELECT * FROM read_blob('{secret}')")]
    [InlineData("SELECT * FROM read_json('{secret}')")]
    [InlineData("SELECT * FROM sniff_csv('{secret}')")]
    [InlineData("SELECT * FROM read_parquet('{secret}')")]
    [InlineData("SELECT * FROM parquet_metadata('{secret}')")]
    [InlineData("SELECT * FROM glob('{root}/*')")]
    [InlineData("SELECT * FROM read_text('{lake}/../secret.csv')")]
    [InlineData("SELECT * FROM read_text('{lake}/bars/../../secret.csv')")]
    [InlineData("SELECT * FROM read_text('{root}/lake-next-door/secret.csv')")]
    [InlineData("SELECT * FROM read_text('{lake}-next-door/secret.csv')")]
    [InlineData("SELECT * FROM read_text('/etc/hostname')")]
    [InlineData("SELECT * FROM read_csv('https://example.com/x.csv')")]
    [InlineData("SELECT * FROM read_text('file://{secret}')")]
    [InlineData("SELECT * FROM read_csv('/dev/stdin')")]
    [InlineData("SELECT * FROM query_table('{secret}')")]
    [InlineData("SELECT (SELECT content FROM read_text('{secret}'))")]
    [InlineData("EXPLAIN ANALYZE SELECT * FROM read_text('{secret}')")]
    [InlineData("SELECT * FROM read_parquet('{orphan}')")]
    [InlineData("SELECT * FROM read_parquet('{lake}/**/*.parquet')")]
    [InlineData("SELECT * FROM glob('{lake}/**')")]
    [InlineData("SELECT getenv('HOME')")]
    public void What_is_no_file_of_a_view_cannot_be_read(string sql) => Refused(sql);

    [Fact]
    public void Functions_that_switch_logging_or_profiling_to_files_change_nothing()
    {
        foreach (
            var sql in new[]
            {
                "SELECT * FROM enable_logging(storage := 'file', storage_path := '{lake}')",
                "SELECT * FROM enable_logging(storage := 'file', storage_path := '{file}')",
                "SELECT * FROM enable_logging(storage := 'file', storage_path := '{lake}', level := 'trace'), "
                    + "(SELECT sum(length(write_log(i::VARCHAR))) FROM range(100000) r(i))",
                "SELECT * FROM enable_logging(storage := 'file', storage_path := '{root}', level := 'trace'), "
                    + "(SELECT sum(length(write_log(i::VARCHAR))) FROM range(100000) r(i)), bars",
                "SELECT * FROM enable_profiling()",
                "SELECT * FROM checkpoint()",
                "SELECT * FROM truncate_duckdb_logs()",
                "SELECT write_log('x')",
                "SELECT * FROM pragma_database_list()",
            }
        )
        {
            try
            {
                new LakeSql(_store).Query(Fill(sql), _views, 10);
            }
            catch (BadInputException)
            {
                // Refused is as good as answered, as long as nothing was written.
            }
            Assert.Equal(_before, State());
        }
    }

    [Fact]
    public void The_settings_are_locked_and_no_extension_loads_of_its_own_accord()
    {
        var result = new LakeSql(_store).Query(
            "SELECT current_setting('enable_external_access'), current_setting('lock_configuration'), "
                + "current_setting('autoload_known_extensions'), current_setting('autoinstall_known_extensions')",
            [],
            1
        );
        Assert.Equal([false, true, false, false], result.Columns.Select(column => column.Values[0]));
    }

    [Fact]
    public void A_query_that_needs_more_memory_than_allowed_fails_and_spills_nowhere()
    {
        var sql = new LakeSql(_store, new SqlOptions { MemoryLimit = "20MB" });
        Assert.Throws<BadInputException>(() =>
            sql.Query("SELECT list(i) FROM (SELECT i, hash(i) h FROM range(20000000) r(i) ORDER BY h)", [], 1)
        );
        Assert.Equal(_before, State());
    }

    private void Refused(string sql)
    {
        Assert.Throws<BadInputException>(() => new LakeSql(_store).Query(Fill(sql), _views, 10));
        Assert.Equal(_before, State());
        Assert.Equal(500L, new LakeSql(_store).Query("SELECT count(*) FROM bars, t", _views, 1).Columns[0].Values[0]);
    }

    private string Fill(string sql) =>
        sql.Replace("{lake}", _store.Root, StringComparison.Ordinal)
            .Replace("{root}", _folder.Path, StringComparison.Ordinal)
            .Replace("{secret}", _secret, StringComparison.Ordinal)
            .Replace("{orphan}", _orphan, StringComparison.Ordinal)
            .Replace(
                "{file}",
                Directory.GetFiles(_store.Root, "*", SearchOption.AllDirectories)[0],
                StringComparison.Ordinal
            );

    private string[] State() =>
        [
            .. Directory
                .GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => $"{file} {FileVerifier.HashOf(file)}"),
        ];
}
