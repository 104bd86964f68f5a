using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Spectre.Console;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars actions</c>: asks a provider for splits and dividends.</summary>
internal sealed class BarsActionsVerb : Verb
{
    private readonly Argument<string> _symbol = new("symbol") { Description = "A symbol with bars" };

    private readonly Option<string?> _provider = new("--provider")
    {
        Description = "Whom to ask (default: the first of the server's providers that tells them)",
        HelpName = "NAME",
    };

    public override IReadOnlyList<Example> Examples =>
        [new("quant bars actions AAPL --provider alpaca", "Splits and dividends over the time of its bars")];

    protected override Command Define() =>
        new("actions", "Ask a provider for splits and dividends; a backfill does so at its end") { _symbol, _provider };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var symbol = Symbol.Parse(parsed.GetRequiredValue(_symbol)).ToString();
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var report = await connection.Client.SyncActionsAsync(symbol, parsed.GetValue(_provider) ?? "", cancellation);
        terminal.Answer(
            report,
            console =>
                console.WriteLine(
                    $"{report.Symbol}: {report.Splits} splits and {report.Dividends} dividends of {report.Provider}"
                        + (
                            report.Pending > 0
                                ? $"; {report.Pending} wait for the close of the session before them."
                                : "."
                        )
                )
        );
        return ExitCodes.Ok;
    }
}
