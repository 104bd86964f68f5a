using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars list</c>: symbols and how many bars of each there are.</summary>
internal sealed class BarsListVerb : Verb
{
    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars list", "Symbols, intervals, first and last bar"),
            new("quant bars list --json", "The same for a program"),
        ];

    protected override Command Define() => new("list", "List symbols and how many bars of each there are");

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var symbols = await connection.Client.SymbolsAsync(cancellation);
        terminal.Answer(
            symbols,
            console =>
                TextGrid.Show(
                    console,
                    ["symbol", "interval", ">bars", "first", "last", ">files", "calendar", "data", "source"],
                    symbols.SelectMany(symbol =>
                        symbol.Coverage.Select(bars =>
                            (string[])
                                [
                                    symbol.Symbol,
                                    bars.Interval,
                                    Numbers.Count(bars.Bars),
                                    Times.Date(bars.FirstTs, symbol.TimeZone),
                                    Times.Date(bars.LastTs, symbol.TimeZone),
                                    Numbers.Count(bars.Files),
                                    symbol.Calendar,
                                    symbol.Synthetic ? "synthetic" : "real",
                                    symbol.Description.Length > 0 ? symbol.Description : symbol.Source,
                                ]
                        )
                    ),
                    "No bars yet: 'quant bars import --sample sp500' brings some."
                )
        );
        return ExitCodes.Ok;
    }
}
