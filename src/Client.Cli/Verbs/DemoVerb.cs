using System.CommandLine;
using Quant.Client.Cli.Demo;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs;

/// <summary><c>quant demo</c>: bars in, a ranked and honest leaderboard out.</summary>
internal sealed class DemoVerb : Verb
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = "Folder of LEAN zips to run on instead of the built-in sample",
        HelpName = "FOLDER",
    };

    private readonly Option<string?> _provider = new("--provider")
    {
        Description =
            "Ask this provider for five years of AAPL's minutes, such as fake-alpaca, instead of the built-in sample",
        HelpName = "NAME",
    };

    private readonly Option<bool> _exit = new("--exit")
    {
        Description = "End when the leaderboard is there instead of serving it until Ctrl+C",
    };

    private readonly Option<int?> _port = new("--port")
    {
        Description = $"Port of the web page (default: {ServeVerb.DefaultPort}, or any that is free)",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant demo", "Runs on the S&P 500 sample and serves the result"),
            new("quant demo --exit --root /tmp/demo", "Elsewhere, and ends"),
            new("quant demo --provider fake-alpaca", "Runs on minutes asked of a made-up market, backfill included"),
            new("quant demo --data ~/lean/data/equity/usa", "Runs on LEAN's own data folder"),
        ];

    protected override Command Define() =>
        new("demo", "Run the whole factory once on real bars: import, features, models, 2,000 trials, leaderboard")
        {
            _data,
            _provider,
            _exit,
            _port,
        };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var folder = parsed.GetValue(_data);
        var provider = parsed.GetValue(_provider);
        if (folder is not null && provider is not null)
        {
            throw new Quant.Specs.BadInputException("--provider", provider, "one of --data and --provider");
        }
        var files = folder is null ? null : DemoBars.Choose(folder);
        var options = common.Server(parsed) with { ResumeStudies = true };
        await using var connection = await OpenAsync(options, parsed.GetValue(_port), cancellation);
        var run = new DemoRun(connection, terminal);
        var made = await run.RunAsync(files, provider, cancellation);
        if (made.Any(study => study.Status.Work.Phase != Web.Contracts.WorkPhase.Completed))
        {
            return ExitCodes.Failed;
        }
        if (parsed.GetValue(_exit) || !connection.IsOwn)
        {
            return ExitCodes.Ok;
        }
        terminal.Note("Ctrl+C ends it; what was made is kept, and a second run answers from the catalog.");
        await ServeVerb.UntilCancelled(cancellation);
        return ExitCodes.Ok;
    }

    /// <summary>The usual port if nobody asked for one and it is free, else any.</summary>
    private static async Task<Connection> OpenAsync(ServerOptions options, int? port, CancellationToken cancellation)
    {
        if (port is { } wanted)
        {
            return await Connection.OpenAsync(options with { Port = ServeVerb.PortOf(wanted) }, cancellation);
        }
        try
        {
            return await Connection.OpenAsync(options with { Port = ServeVerb.DefaultPort }, cancellation);
        }
        catch (Quant.Specs.BadInputException fault) when (fault.Field == "--port")
        {
            return await Connection.OpenAsync(options with { Port = 0 }, cancellation);
        }
    }
}
