using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Specs;
using Spectre.Console;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars remove</c>: removes a symbol and its bars.</summary>
internal sealed class BarsRemoveVerb : Verb
{
    private readonly Argument<string> _symbol = new("symbol") { Description = "An imported symbol" };

    private readonly Option<bool> _yes = new("--yes") { Description = "Yes, remove it" };

    public override IReadOnlyList<Example> Examples =>
        [new("quant bars remove SYNTH1 --yes", "Removes its bars; features, models and trials made of them stay")];

    protected override Command Define() =>
        new("remove", "Remove a symbol, its bars and what is known of their sources") { _symbol, _yes };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var symbol = Symbol.Parse(parsed.GetRequiredValue(_symbol)).ToString();
        if (!parsed.GetValue(_yes))
        {
            throw new BadInputException("--yes", null, $"--yes, as removing {symbol} cannot be undone");
        }
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var removed = await connection.Client.RemoveBarsAsync(symbol, cancellation);
        terminal.Answer(removed, console => console.WriteLine($"{removed.Symbol} is removed."));
        return ExitCodes.Ok;
    }
}
