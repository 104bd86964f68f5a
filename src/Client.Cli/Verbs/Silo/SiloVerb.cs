using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Telemetry;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Silo;

/// <summary><c>quant silo</c>: one silo of a cluster, until Ctrl+C or termination.</summary>
internal sealed class SiloVerb : Verb
{
    internal const int DefaultPort = 8490;

    private readonly ClusterOptions _cluster = new();
    private readonly ListenOptions _listen = new(DefaultPort);

    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "QUANT_POSTGRES='Host=db;Database=quant;…' quant silo",
                "A silo of the cluster whose members are in that database"
            ),
            new("quant silo --silo-port 11112 --gateway-port 30001 --port 8491", "A second one on the same machine"),
        ];

    protected override Command Define()
    {
        var command = new Command(
            "silo",
            "Run one silo of a cluster until Ctrl+C; needs Microsoft Orleans and PostgreSQL"
        );
        _cluster.AddToSilo(command);
        _listen.AddTo(command);
        return command;
    }

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var options = _listen.Read(parsed, common);
        using var metrics = MetricsExport.FromEnvironment("quant-silo");
        await using var silo = await SiloServer.StartAsync(options, _cluster.Read(parsed), cancellation);
        terminal.Out.WriteLine($"Silo {silo.Name} is a member of the cluster; health and dashboard at {silo.Address}");
        terminal.Note("Ctrl+C ends it: it finishes what it is computing and leaves.");
        await ServeVerb.UntilCancelled(cancellation);
        return ExitCodes.Ok;
    }
}
