using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary><c>quant study cancel</c>: stops a study; finished trials stay.</summary>
internal sealed class StudyCancelVerb : Verb
{
    private readonly Argument<string> _study = new("study")
    {
        Description = "Id of the study, or its first characters",
    };

    public override IReadOnlyList<Example> Examples =>
        [new("quant study cancel qa3xz7", "Stops it; the trials that are finished stay in the catalog")];

    protected override Command Define() => new("cancel", "Stop a study; its finished trials stay") { _study };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var given = parsed.GetRequiredValue(_study);
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var id = await KnownStudies.ResolveAsync(connection.Client, given, cancellation);
        var status = await connection.Client.CancelStudyAsync(id, cancellation);
        terminal.Answer(
            status,
            console =>
                console.WriteLine(
                    $"study {id} is cancelled; {Numbers.Count(status.TrialsDone)} of {Numbers.Count(status.Trials)} trials stay."
                )
        );
        return ExitCodes.Ok;
    }
}
