using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>Dates of earnings reports come in with the time they became known, or not at all.</summary>
public sealed class EarningsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<CliRun> RunAsync(params string[] args) =>
        CliRun.Of(["bars", "earnings", .. args, "--root", _folder.Root]);

    [Fact]
    public async Task Dates_are_imported_listed_and_known_from_their_time_on()
    {
        var csv = _folder.Write(
            "dates.csv",
            "symbol,date,time,known_at\nAAPL,2024-05-02,amc,2024-04-01T12:00:00Z\nMSFT,2024-04-25,,2024-04-10\n"
        );
        var first = (await RunAsync("import", csv)).Succeeded();
        var again = (await RunAsync("import", csv, "--json")).Json;
        var all = (await RunAsync("list", "--json")).Json;
        var early = (await RunAsync("list", "--as-of", "2024-04-05", "--json")).Json;
        var table = (await RunAsync("list", "--symbol", "AAPL")).Succeeded().Out;

        Assert.Contains("2 dates, 2 of them new or changed", first.Out, StringComparison.Ordinal);
        Assert.Equal(0, again.GetProperty("changed").GetInt32());
        Assert.Equal(2, all.GetArrayLength());
        Assert.Equal("AAPL", Assert.Single(early.EnumerateArray()).GetProperty("symbol").GetString());
        Assert.Contains("after close", table, StringComparison.Ordinal);
        Assert.DoesNotContain("MSFT", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_told_late_or_without_its_time_is_refused_and_nothing_is_kept()
    {
        var late = _folder.Write(
            "late.csv",
            "symbol,date,known_at\nAAPL,2024-05-02,2024-05-01\nIBM,2024-05-02,2024-05-03T14:00Z\n"
        );
        var none = _folder.Write("none.csv", "symbol,date,known_at\nAAPL,2024-05-02,\n");

        (await RunAsync("import", late)).Refused(ExitCodes.Usage, "late.csv: line 3, column known_at");
        (await RunAsync("import", none)).Refused(ExitCodes.Usage, "none.csv: line 2, column known_at");
        Assert.Equal(0, (await RunAsync("list", "--json")).Json.GetArrayLength());
        (await RunAsync("import", late, "--allow-late")).Succeeded();
        Assert.Equal(2, (await RunAsync("list", "--json")).Json.GetArrayLength());
    }
}
