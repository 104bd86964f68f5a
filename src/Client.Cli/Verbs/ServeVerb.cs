using System.CommandLine;
using System.Net;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs;

/// <summary><c>quant serve</c>: the factory, until Ctrl+C.</summary>
internal sealed class ServeVerb : Verb
{
    internal const int DefaultPort = 8480;

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port to listen on; 0 takes any that is free",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<string> _listen = new("--listen")
    {
        Description = "Address to listen on; beyond 127.0.0.1 an access token must be in QUANT_TOKEN",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<int> _silos = new("--silos")
    {
        Description = "Silos in this process, 1 to 64",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<long> _maxTrials = new("--max-trials")
    {
        Description = "Most trials a study may have",
        DefaultValueFactory = _ => 1_000_000,
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant serve", "Serves ./data at http://127.0.0.1:8480 until Ctrl+C"),
            new("quant serve --root /srv/quant --silos 4", "Four silos over another data root"),
            new("QUANT_TOKEN=… quant serve --listen 0.0.0.0", "For other machines, with an access token"),
        ];

    protected override Command Define() =>
        new("serve", "Serve the factory over HTTP until Ctrl+C") { _port, _listen, _silos, _maxTrials };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var options = common.Server(parsed) with
        {
            Port = PortOf(parsed.GetValue(_port)),
            Listen = IPAddress.TryParse(parsed.GetValue(_listen), out var address)
                ? address
                : throw new BadInputException("--listen", parsed.GetValue(_listen), "an IP address, such as 127.0.0.1"),
            Silos = parsed.GetValue(_silos),
            MaxTrials = parsed.GetValue(_maxTrials),
            Postgres = Environment.GetEnvironmentVariable("QUANT_POSTGRES"),
            ResumeStudies = true,
        };
        await using var server = await QuantServer.StartAsync(options, cancellation);
        terminal.Out.WriteLine($"Quant.Orleans serves {Path.GetFullPath(options.Root)} at {server.Address}");
        terminal.Note("Ctrl+C ends it.");
        await UntilCancelled(cancellation);
        return ExitCodes.Ok;
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
