using System.CommandLine;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Cluster;

/// <summary><c>quant cluster add</c>: one more silo in the server's process.</summary>
internal sealed class ClusterAddVerb : Verb
{
    private readonly Option<string?> _name = new("--name")
    {
        Description = "Its name: letters, digits and '-', at most 32; the next free silo-N where not given",
        HelpName = "NAME",
    };

    public override IReadOnlyList<Example> Examples =>
        [new("quant cluster add", "One more silo in the server's process; work spreads to it by itself")];

    protected override Command Define() => new("add", "Add a silo to the server's process") { _name };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        await using var connection = await RunningServer.OpenAsync(common.Server(parsed), cancellation);
        var silo = await connection.Client.AddSiloAsync(new AddSiloBody(parsed.GetValue(_name)), cancellation);
        terminal.Answer(silo, console => console.WriteLine($"{silo.Name} is {silo.Status} at {silo.Address}."));
        return ExitCodes.Ok;
    }
}
