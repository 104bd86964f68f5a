using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.BadInput;

/// <summary>A CSV that cannot be accepted is refused by file, line, column and value, and nothing of it is imported.</summary>
public sealed class CsvFaultTests : IDisposable
{
    private const string Good = "2020-01-02,10,11,9,10,5\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "x.csv: 'an empty file' is not allowed; expected a header line and at least one row")]
    [InlineData(Series.Header, "x.csv: 'a header without rows' is not allowed; expected at least one row")]
    [InlineData("date,open,high,low,volume\n2020-01-02,10,11,9,5\n", "x.csv: line 1, column close:")]
    [InlineData(
        Series.Header + Good + "2020-01-03,10,11,9,abc,5\n",
        "x.csv: line 3, column close: 'abc' is not allowed; expected a number"
    )]
    [InlineData(
        Series.Header + Good + "2020-01-03,10,9,8,9,5\n",
        "x.csv: line 3, column high: '9' is not allowed; expected at least open, low and close"
    )]
    [InlineData(
        Series.Header + Good + "2020-01-03,10,11,9,10,-5\n",
        "x.csv: line 3, column volume: '-5' is not allowed"
    )]
    [InlineData(
        Series.Header + Good + Good,
        "x.csv: line 3, column timestamp: '2020-01-02T05:00:00Z' is not allowed; expected a time after"
    )]
    [InlineData(
        Series.Header + Good + "2019-12-31,10,11,9,10,5\n",
        "x.csv: line 3, column timestamp: '2019-12-31T05:00:00Z'"
    )]
    [InlineData(
        Series.Header + Good + "2030-01-03,10,11,9,10,5\n",
        "x.csv: line 3, column timestamp: '2030-01-03T05:00:00Z' is not allowed; expected a bar closed by now"
    )]
    [InlineData(Series.Header + Good + "2020-01-04,10,11,9,10,5\n", "x.csv: line 3, column timestamp: '2020-01-04")]
    public async Task It_is_told_where_it_is_wrong(string text, string said)
    {
        var csv = _folder.Write("x.csv", text);

        (await RunAsync("bars", "import", csv, "--interval", "1d")).Refused(ExitCodes.Usage, said);

        Assert.Equal(0, (await RunAsync("bars", "list", "--json")).Json.GetArrayLength());
        Assert.Equal(0, (await RunAsync("lake", "files", "--json")).Json.GetArrayLength());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder.Root, "lake"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_bad_file_leaves_earlier_bars_as_they_were()
    {
        (await RunAsync("bars", "import", _folder.Write("x.csv", Series.Daily(20)))).Succeeded();
        var before = (await RunAsync("sql", "SELECT sum(close), count(*) FROM bars", "--csv")).Out;

        (await RunAsync("bars", "import", _folder.Write("x.csv", Series.Daily(25) + "2010-03-01,1,2,3,2,5\n"))).Refused(
            ExitCodes.Usage,
            "x.csv: line 27, column high"
        );

        Assert.Equal(before, (await RunAsync("sql", "SELECT sum(close), count(*) FROM bars", "--csv")).Out);
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.Of([.. args, "--root", _folder.Root]);
}
