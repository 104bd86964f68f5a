using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary><c>quant study resume</c>: goes on with a study that was left half-done.</summary>
internal sealed class StudyResumeVerb : Verb
{
    private readonly Argument<string> _study = new("study")
    {
        Description = "Id of the study, or its first characters",
    };

    public override IReadOnlyList<Example> Examples =>
        [new("quant study resume qa3xz7", "After Ctrl+C, a crash or a failure")];

    protected override Command Define() =>
        new("resume", "Go on with a study that was left half-done; nothing is done twice") { _study };

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
        var status = await connection.Client.ResumeStudyAsync(id, cancellation);
        return await new StudyFollow(connection, terminal).ToEndAsync(status, cancellation);
    }
}
