using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary><c>quant study list</c>: studies, latest first.</summary>
internal sealed class StudyListVerb : Verb
{
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "Most studies to list, 1 to 10000",
        DefaultValueFactory = _ => 50,
        HelpName = "N",
    };

    public override IReadOnlyList<Example> Examples =>
        [new("quant study list", "Status, best score and odds of luck of the latest 50")];

    protected override Command Define() => new("list", "List studies, latest first") { _limit };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var studies = await connection.Client.StudiesAsync(parsed.GetValue(_limit), cancellation);
        terminal.Answer(
            studies,
            console =>
                TextGrid.Show(
                    console,
                    [
                        "study",
                        "name",
                        "symbols",
                        "status",
                        ">trials",
                        ">done",
                        ">best score",
                        ">deflated",
                        ">overfit",
                        "created",
                    ],
                    studies.Select(study =>
                        (string[])
                            [
                                study.Id,
                                study.Name,
                                string.Join(", ", study.Symbols) + (study.Synthetic ? " (synthetic)" : ""),
                                study.Status,
                                Numbers.Count(study.Trials),
                                Numbers.Count(study.TrialsDone),
                                Numbers.Fixed(study.Best?.Score),
                                Numbers.Percent(study.Best?.DeflatedSharpe),
                                Numbers.Percent(study.Luck?.OverfitProbability),
                                Times.Utc(study.CreatedAt),
                            ]
                    ),
                    "No studies yet: 'quant study example' prints one to start from."
                )
        );
        return ExitCodes.Ok;
    }
}
