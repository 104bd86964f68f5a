using System.CommandLine;
using Quant.Client.Cli.Output;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Cluster;

/// <summary><c>quant cluster drain</c>: stops a silo in good order and waits until it has gone.</summary>
internal sealed class ClusterDrainVerb : Verb
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly Argument<string> _silo = new("silo") { Description = "Name of the silo" };

    public override IReadOnlyList<Example> Examples =>
        [new("quant cluster drain silo-2", "Its work ends or goes on elsewhere; answers when it has gone")];

    protected override Command Define() => new("drain", "Stop a silo of the server's process in good order") { _silo };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var name = parsed.GetRequiredValue(_silo);
        await using var connection = await RunningServer.OpenAsync(common.Server(parsed), cancellation);
        var draining = await connection.Client.DrainSiloAsync(name, cancellation);
        terminal.Note($"{name} is draining; Ctrl+C leaves it to the server.");
        while (
            (await connection.Client.ClusterAsync(cancellation)).Silos.FirstOrDefault(silo =>
                silo.Address == draining.Address
            )
                is { } silo
            && silo.Status != "Dead"
        )
        {
            await Task.Delay(s_pause, cancellation);
        }
        terminal.Answer(draining with { Status = "Dead" }, console => console.WriteLine($"{name} has gone."));
        return ExitCodes.Ok;
    }
}
