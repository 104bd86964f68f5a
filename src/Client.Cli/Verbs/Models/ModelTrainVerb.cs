using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Models;

/// <summary><c>quant model train</c>: trains a model walk-forward, unless it has been trained.</summary>
internal sealed class ModelTrainVerb : Verb
{
    private readonly Option<string> _spec = new("--spec")
    {
        Description = "Model as JSON: symbol, interval, features, training; - reads standard input",
        HelpName = "FILE",
        Required = true,
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "quant model train --spec model.json",
                "Builds its features, trains it fold by fold, keeps its predictions"
            ),
            new("quant study example | jq .model | quant model train --spec -", "The model of the example study"),
        ];

    protected override Command Define() =>
        new("train", "Train a model walk-forward, unless it has been trained") { _spec };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var spec = await SpecFile.ReadAsync(parsed.GetRequiredValue(_spec), "--spec", terminal, cancellation);
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var report = await WorkProgress.ShowAsync(
            terminal,
            connection.Client,
            "train",
            "training",
            () => spec.AskAsync(() => connection.Client.TrainAsync(spec.Json, cancellation)),
            cancellation
        );
        terminal.Answer(report, console => Show(console, report));
        return ExitCodes.Ok;
    }

    private static void Show(IAnsiConsole console, ModelReportDto report)
    {
        console.WriteLine($"model {report.Fingerprint}");
        console.WriteLine(
            $"{report.Symbol}: {report.Folds} folds, {Numbers.Count(report.PredictedRows)} out-of-sample predictions of {Numbers.Count(report.Rows)} rows; "
                + (
                    report.AlreadyDone
                        ? "trained before, answered from the catalog."
                        : $"{Times.Took(report.ElapsedMs)}."
                )
        );
        MetricList.Show(console, "metric, out of sample unless said", report.Metrics);
        console.WriteLine($"Next: quant simulate --model {report.Fingerprint[..6]}");
    }
}
