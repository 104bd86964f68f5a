using System.CommandLine;
using Quant.Client.Cli.Doctor;
using Quant.Client.Cli.Output;
using Quant.Lake.Roots;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Doctor;

/// <summary><c>quant doctor</c>: what is missing and how to get it. The data root is looked at, not opened.</summary>
internal sealed class DoctorVerb : Verb
{
    public override IReadOnlyList<Example> Examples =>
        [
            new("quant doctor", "What is missing and how to get it; exit code 1 if it is needed"),
            new("quant doctor --root /srv/quant --json", "Of another data root, for a program"),
        ];

    protected override Command Define() => new("doctor", "Say what is missing on this machine and how to get it");

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var root = DataRoot.At(common.Server(parsed).Root);
        DoctorCheck[] checks =
        [
            ProgramChecks.Program(),
            ProgramChecks.Runtime(),
            ProgramChecks.DuckDb(),
            RootChecks.Folder(root),
            RootChecks.Owner(root),
            RootChecks.Catalog(root),
            ProgramChecks.Pages(AppContext.BaseDirectory),
            ToolChecks.Port(),
            await ToolChecks.NodeAsync(cancellation),
            ToolChecks.Browser(),
            ToolChecks.Postgres(),
        ];
        var report = new DoctorReport(checks.All(check => check.Health != Health.Missing), checks);
        terminal.Answer(report, console => Show(console, report));
        return report.Sound ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static void Show(IAnsiConsole console, DoctorReport report)
    {
        TextGrid.Show(
            console,
            ["", "what", "found", "what to do"],
            report.Checks.Select(check =>
                (string[])
                    [
                        check.Health switch
                        {
                            Health.Ok => "ok",
                            Health.Optional => "optional",
                            _ => "MISSING",
                        },
                        check.Name,
                        check.Detail,
                        check.Remedy ?? "",
                    ]
            ),
            ""
        );
        console.WriteLine(report.Sound ? "Nothing needed is missing." : "Something needed is missing.");
    }
}
