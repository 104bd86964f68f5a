using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Lake;

/// <summary><c>quant lake check</c>: reads every file and says what is torn, missing or altered.</summary>
internal sealed class LakeCheckVerb : Verb
{
    public override IReadOnlyList<Example> Examples =>
        [new("quant lake check", "Reads every file; exit code 1 if one is torn, missing or altered")];

    protected override Command Define() =>
        new("check", "Read every file of the lake and the catalog; exit code 1 if anything is damaged");

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var check = await WorkProgress.ShowAsync(
            terminal,
            connection.Client,
            "check",
            "reading every file",
            () => connection.Client.CheckLakeAsync(cancellation),
            cancellation
        );
        terminal.Answer(check, console => Show(console, check));
        return check.Problems.Any(problem => problem.Fault) ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static void Show(IAnsiConsole console, LakeCheckDto check)
    {
        var faults = check.Problems.Count(problem => problem.Fault);
        console.WriteLine(
            $"{Numbers.Count(check.Files)} files, {Numbers.Bytes(check.Bytes)}: "
                + (faults == 0 ? "all sound." : $"{Numbers.Count(faults)} damaged.")
        );
        if (check.Problems.Count > 0)
        {
            TextGrid.Show(
                console,
                ["", "kind", "file", "detail"],
                check.Problems.Select(problem =>
                    (string[])
                        [
                            problem.Fault ? "damaged" : "to be collected",
                            problem.Kind,
                            problem.File.Length > 0 ? problem.File : "the catalog",
                            problem.Detail,
                        ]
                ),
                ""
            );
        }
    }
}
