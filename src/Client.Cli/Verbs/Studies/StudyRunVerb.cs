using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary><c>quant study run</c>: runs a study to its end, or leaves it to a server.</summary>
internal sealed class StudyRunVerb : Verb
{
    private readonly Option<string> _spec = new("--spec")
    {
        Description = "Study as JSON ('quant study example' prints one); - reads standard input",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<bool> _detach = new("--detach")
    {
        Description = "Leave it to the server that owns the data root and return at once",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant study run --spec study.json", "Trains, simulates, ranks; Ctrl+C leaves it to be resumed"),
            new("quant study run --spec study.json --detach", "Beside 'quant serve': it goes on there"),
        ];

    protected override Command Define() =>
        new("run", "Run a study: train its models, simulate its trials, rank them with the odds of luck")
        {
            _spec,
            _detach,
        };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var options = common.Server(parsed) with { ResumeStudies = true };
        var detach = parsed.GetValue(_detach);
        if (detach)
        {
            StudyFollow.RequireServer(options);
        }
        var spec = await SpecFile.ReadAsync(parsed.GetRequiredValue(_spec), "--spec", terminal, cancellation);
        await using var connection = await Connection.OpenAsync(options, cancellation);
        var started = await spec.AskAsync(() => connection.Client.StartStudyAsync(spec.Json, cancellation));
        var follow = new StudyFollow(connection, terminal);
        return detach ? follow.Detach(started) : await follow.ToEndAsync(started, cancellation);
    }
}
