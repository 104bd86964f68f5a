using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars providers</c>: where bars can be asked for.</summary>
internal sealed class BarsProvidersVerb : Verb
{
    public override IReadOnlyList<Example> Examples =>
        [new("quant bars providers", "Providers, what their terms allow, and what has to be set first")];

    protected override Command Define() => new("providers", "List providers of bars and what they need");

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var providers = await connection.Client.ProvidersAsync(cancellation);
        terminal.Answer(
            providers,
            console =>
                TextGrid.Show(
                    console,
                    ["name", "what", "state", "terms"],
                    providers.Select(provider =>
                        (string[])[provider.Name, provider.Title, provider.Missing ?? "ready", provider.Terms]
                    ),
                    "No providers."
                )
        );
        return ExitCodes.Ok;
    }
}
