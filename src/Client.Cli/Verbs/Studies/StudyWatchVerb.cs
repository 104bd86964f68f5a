using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary><c>quant study watch</c>: follows a study to its end.</summary>
internal sealed class StudyWatchVerb : Verb
{
    private readonly Argument<string> _study = new("study")
    {
        Description = "Id of the study, or its first characters",
    };

    public override IReadOnlyList<Example> Examples =>
        [new("quant study watch qa3xz7", "A progress bar, then the leaderboard; Ctrl+C leaves the study alone")];

    protected override Command Define() =>
        new("watch", "Follow a study to its end; goes on with it where nobody does") { _study };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var options = common.Server(parsed) with { ResumeStudies = true };
        var given = parsed.GetRequiredValue(_study);
        await using var connection = await Connection.OpenAsync(options, cancellation);
        var id = await KnownStudies.ResolveAsync(connection.Client, given, cancellation);
        var status = await connection.Client.StudyStatusAsync(id, 0, cancellation);
        return await new StudyFollow(connection, terminal).ToEndAsync(status, cancellation);
    }
}
