using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary><c>quant study plan</c>: checks a study and says what it would do.</summary>
internal sealed class StudyPlanVerb : Verb
{
    private readonly Option<string> _spec = new("--spec")
    {
        Description = "Study as JSON; - reads standard input",
        HelpName = "FILE",
        Required = true,
    };

    public override IReadOnlyList<Example> Examples =>
        [new("quant study plan --spec study.json", "How many models and trials; nothing is run")];

    protected override Command Define() =>
        new("plan", "Check a study and say how many models and trials it has; nothing is run") { _spec };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var spec = await SpecFile.ReadAsync(parsed.GetRequiredValue(_spec), "--spec", terminal, cancellation);
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var plan = await spec.AskAsync(() => connection.Client.PlanStudyAsync(spec.Json, cancellation));
        terminal.Answer(
            plan,
            console =>
                console.WriteLine(
                    $"study {plan.Study}: {Numbers.Count(plan.Models)} models, {Numbers.Count(plan.Trials)} trials."
                )
        );
        return ExitCodes.Ok;
    }
}
