using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>SQL reads lake and catalog together; the lake's check finds what was altered.</summary>
public sealed class SqlAndLakeTests(ServedRoot served) : IClassFixture<ServedRoot>
{
    [Fact]
    public async Task A_query_is_answered_as_a_table_as_JSON_and_as_CSV()
    {
        const string sql = "SELECT symbol, count(*) AS n, NULL AS none, 'a,\"b' AS odd FROM bars GROUP BY symbol";

        var table = await served.RunAsync("sql", sql);
        var json = (await served.RunAsync("sql", sql, "--json")).Json;
        var csv = await served.RunAsync("sql", sql, "--csv");

        Assert.Contains("│ WAVE", table.Succeeded().Out, StringComparison.Ordinal);
        Assert.Equal(700, json.GetProperty("rows")[0][1].GetInt64());
        Assert.Equal("symbol,n,none,odd\nWAVE,700,,\"a,\"\"b\"\n", csv.Succeeded().Out.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_statement_may_come_from_standard_input_and_rows_are_limited()
    {
        var run = await served.RunWithAsync("SELECT ts FROM bars ORDER BY ts", "sql", "-", "--max-rows", "3", "--csv");

        Assert.Equal(4, run.Succeeded().Out.TrimEnd().Split('\n').Length);
        Assert.Contains("Only the first 3 rows", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_are_listed_with_their_columns()
    {
        var run = await served.RunAsync("sql", "--tables");

        Assert.Matches(@"│ bars +│ .*close double", run.Succeeded().Out);
        Assert.Matches(@"│ trial +│ .*score double", run.Out);
    }

    [Theory]
    [InlineData("SELEC 1", "SELEC")]
    [InlineData("DELETE FROM bars", "DELETE")]
    [InlineData("COPY bars TO 'x.csv'", "COPY")]
    [InlineData("SELECT 1; SELECT 2", "SELECT 1")]
    [InlineData("SELECT * FROM nothing", "nothing")]
    public async Task A_statement_that_is_no_query_is_refused(string sql, string word) =>
        (await served.RunAsync("sql", sql)).Refused(ExitCodes.Usage, "sql", word);

    [Fact]
    public async Task Files_are_listed_by_paths_that_exist()
    {
        var run = await served.RunAsync("lake", "files", "--dataset", "bars/interval=1d", "--paths");

        var paths = run.Succeeded().Out.TrimEnd().Split('\n');
        Assert.Equal(3, paths.Length);
        Assert.All(paths, path => Assert.True(File.Exists(path.TrimEnd('\r'))));
    }

    [Fact]
    public async Task An_altered_file_is_found_named_and_ends_the_check_with_1()
    {
        using var folder = new TempFolder();
        (
            await CliRun.Of("bars", "import", folder.Write("wave.csv", Series.Daily(300)), "--root", folder.Root)
        ).Succeeded();
        (await CliRun.Of("lake", "check", "--root", folder.Root)).Succeeded();
        var file = Directory
            .EnumerateFiles(Path.Combine(folder.Root, "lake"), "*.parquet", SearchOption.AllDirectories)
            .Order()
            .First();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var check = await CliRun.Of("lake", "check", "--root", folder.Root);

        Assert.Equal(ExitCodes.Failed, check.Code);
        Assert.Contains(Path.GetFileName(file), check.Out, StringComparison.Ordinal);
        Assert.Contains("1 damaged", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Superseded_files_are_collected()
    {
        using var folder = new TempFolder();
        (
            await CliRun.Of("bars", "import", folder.Write("wave.csv", Series.Daily(100)), "--root", folder.Root)
        ).Succeeded();
        (
            await CliRun.Of("bars", "import", folder.Write("wave.csv", Series.Daily(120)), "--root", folder.Root)
        ).Succeeded();

        var kept = (await CliRun.Of("lake", "gc", "--json", "--root", folder.Root)).Json;
        var gone = (await CliRun.Of("lake", "gc", "--grace-hours", "0", "--json", "--root", folder.Root)).Json;

        Assert.Equal(0, kept.GetProperty("filesDeleted").GetInt64());
        Assert.Equal(1, gone.GetProperty("filesDeleted").GetInt64());
        (await CliRun.Of("lake", "check", "--root", folder.Root)).Succeeded();
    }
}
