using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Features;

/// <summary><c>quant features list</c>: what has been built.</summary>
internal sealed class FeaturesListVerb : Verb
{
    public override IReadOnlyList<Example> Examples =>
        [new("quant features list", "Feature datasets and the symbols they were built for")];

    protected override Command Define() => new("list", "List feature datasets and the symbols they were built for");

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var datasets = await connection.Client.FeaturesAsync(cancellation);
        terminal.Answer(
            datasets,
            console =>
                TextGrid.Show(
                    console,
                    ["dataset", "name", "symbol", ">rows", "first", "last", "created"],
                    datasets.SelectMany(dataset =>
                        dataset.Symbols.Select(symbol =>
                            (string[])
                                [
                                    dataset.Dataset,
                                    dataset.Name,
                                    symbol.Symbol,
                                    Numbers.Count(symbol.Rows),
                                    UnixMicros.Format(symbol.FirstTs),
                                    UnixMicros.Format(symbol.LastTs),
                                    Times.Utc(dataset.CreatedAt),
                                ]
                        )
                    ),
                    "No features yet."
                )
        );
        return ExitCodes.Ok;
    }
}
