using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Client.Cli.Verbs.Silo;
using Quant.Specs;
using Quant.Telemetry;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs;

/// <summary><c>quant serve</c>: the factory, until Ctrl+C.</summary>
internal sealed class ServeVerb : Verb
{
    internal const int DefaultPort = 8480;

    private readonly ListenOptions _listen = new(DefaultPort);
    private readonly ClusterOptions _clusterOptions = new();

    private readonly Option<int> _silos = new("--silos")
    {
        Description = "Silos in this process, 1 to 64",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _cluster = new("--cluster")
    {
        Description = "As a client of a cluster whose silos are other processes ('quant silo')",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant serve", "Serves ./data at http://127.0.0.1:8480 until Ctrl+C"),
            new("quant serve --root /srv/quant --silos 4", "Four silos over another data root"),
            new("QUANT_TOKEN=… quant serve --listen 0.0.0.0", "For other machines, with an access token"),
            new("QUANT_POSTGRES=… quant serve --cluster", "API and pages of a cluster of 'quant silo' processes"),
        ];

    protected override Command Define()
    {
        var command = new Command("serve", "Serve the factory over HTTP until Ctrl+C") { _silos, _cluster };
        _listen.AddTo(command);
        _clusterOptions.AddToClient(command);
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
        if (parsed.GetValue(_cluster))
        {
            using var metrics = MetricsExport.FromEnvironment("quant-web");
            await using var client = await ClusterServer.StartAsync(
                options,
                _clusterOptions.Read(parsed),
                cancellation
            );
            await ServeAsync(options, client.Address, terminal, cancellation);
            return ExitCodes.Ok;
        }
        options = options with
        {
            Silos = parsed.GetValue(_silos),
            Postgres = _clusterOptions.Postgres(parsed),
            ResumeStudies = true,
        };
        await using var server = await QuantServer.StartAsync(options, cancellation);
        await ServeAsync(options, server.Address, terminal, cancellation);
        return ExitCodes.Ok;
    }

    private static Task ServeAsync(
        ServerOptions options,
        Uri address,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        terminal.Out.WriteLine($"Quant.Orleans serves {Path.GetFullPath(options.Root)} at {address}");
        terminal.Note("Ctrl+C ends it.");
        return UntilCancelled(cancellation);
    }

    internal static Task UntilCancelled(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(ended.SetResult);
        return ended.Task;
    }

    internal static int PortOf(int port) =>
        port is >= 0 and <= 65535 ? port : throw new BadInputException("--port", port, "an integer from 0 to 65535");
}
