using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>0 ok, 1 failed, 2 usage; what cannot be asked is refused before a data root is made.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nonsense", "Unrecognized command or argument 'nonsense'")]
    [InlineData("bars", "Required command was not provided")]
    [InlineData("bars list --nonsense", "'--nonsense'")]
    [InlineData("model train", "'--spec' is required")]
    [InlineData("bars show SPX 1d --last many", "'many' for option '--last' as a whole number")]
    [InlineData("bars show SPX 7m", "interval: '7m' is not allowed; expected one of 1m, 5m")]
    [InlineData("bars show SPX 1d --last 0", "--last: 0 is not allowed; expected an integer from 1 to")]
    [InlineData("bars show SPX 1d --from yesterday", "--from: 'yesterday' is not allowed; expected a date")]
    [InlineData("bars import", "just one of: a file or folder, --sample or --synthetic")]
    [InlineData("bars import --sample sp500 --synthetic SYNTH1", "just one of")]
    [InlineData("bars import --sample sp500 --sessions 5", "--sessions: 5 is not allowed")]
    [InlineData("bars import nowhere.csv", "path: 'nowhere.csv' is not allowed")]
    [InlineData("lake gc --grace-hours -1", "--grace-hours: -1 is not allowed; expected a number from 0")]
    [InlineData("model train --spec nowhere.json", "--spec: 'nowhere.json' is not allowed; expected a JSON file")]
    [InlineData("simulate", "--model: nothing is not allowed")]
    [InlineData(
        "simulate --model abcd --rules nowhere",
        "expected a JSON file that exists, - for standard input, or a preset"
    )]
    [InlineData("simulate --model abcd --set stop", "--set: 'stop' is not allowed; expected field=value")]
    [InlineData("simulate --model abcd --set stop=2", "stop: 2 is not allowed; expected a number from 0 to 0.99")]
    [InlineData("simulate --model abcd --set side=up", "--set side: 'up' is not allowed; expected one of long")]
    [InlineData("simulate --model abcd --set nope=1", "--set: 'nope' is not allowed; expected a field of the rules")]
    [InlineData("sql", "statement: nothing is not allowed")]
    [InlineData("sql select --max-rows 0", "--max-rows: 0 is not allowed; expected an integer from 1")]
    [InlineData("features indicators rsy", "name: 'rsy' is not allowed; expected one of")]
    [InlineData("study example --symbol a*b", "--symbol: 'a*b' is not allowed")]
    [InlineData("study run --spec - --detach", "--detach: 'no server' is not allowed; expected a server that owns")]
    [InlineData("serve --port 70000", "--port: 70000 is not allowed; expected an integer from 0 to 65535")]
    [InlineData("serve --port 0 --listen here", "--listen: 'here' is not allowed; expected an IP address")]
    [InlineData("serve --port 0 --silos 0", "--silos: 0 is not allowed; expected an integer from 1 to 64")]
    public async Task What_cannot_be_asked_ends_with_2(string line, string said)
    {
        var run = await CliRun.Of([.. line.Split(' '), "--root", _folder.Root]);

        Assert.Equal(ExitCodes.Usage, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
        Assert.False(Directory.Exists(_folder.Root));
    }

    [Fact]
    public async Task Cancelling_ends_with_130()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var stop = new CancellationTokenSource();
        var running = CommandLine.RunAsync(
            ["bars", "import", "--synthetic", "SYNTH1", "--sessions", "4000", "--root", _folder.Root],
            output,
            error,
            null,
            stop.Token
        );
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Cancelled, await running);
        Assert.Contains("cancelled; what was finished is kept", error.ToString(), StringComparison.Ordinal);
        var bars = await CliRun.Of("bars", "list", "--json", "--root", _folder.Root);
        Assert.Equal(0, bars.Json.GetArrayLength());
    }
}
