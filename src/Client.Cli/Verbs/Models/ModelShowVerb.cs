using System.CommandLine;
using System.Text.Json;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Models;

/// <summary><c>quant model show</c>: a model's card.</summary>
internal sealed class ModelShowVerb : Verb
{
    private const int Importances = 10;

    private readonly Argument<string> _model = new("model")
    {
        Description = "Fingerprint of the model, or its first characters",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant model show qa3xz7", "What it learned from, how well, fold by fold"),
            new("quant model show qa3xz7 --json", "Everything: spec, card, lineage"),
        ];

    protected override Command Define() => new("show", "Show a model: spec, folds, metrics, importances") { _model };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var given = parsed.GetRequiredValue(_model);
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var fingerprint = await KnownModels.ResolveAsync(connection.Client, given, "model", cancellation);
        var model = await connection.Client.ModelAsync(fingerprint, cancellation);
        terminal.Answer(model, console => Show(console, model));
        return ExitCodes.Ok;
    }

    private static void Show(IAnsiConsole console, ModelDetailDto detail)
    {
        var model = detail.Model;
        console.WriteLine($"model {model.Fingerprint} ({model.Status})");
        console.WriteLine(
            $"{model.Symbol} {model.Interval}{(model.Synthetic ? " (synthetic)" : "")}: {model.Estimator} predicts {model.Label}; features {model.FeatureSet}"
        );
        if (model.Error is { } error)
        {
            console.WriteLine($"failed: {error}");
        }
        foreach (var parent in detail.Lineage)
        {
            console.WriteLine($"derived from {parent.Fingerprint}");
        }
        MetricList.Show(console, "metric, out of sample unless said", model.Metrics);
        if (detail.Card is { ValueKind: JsonValueKind.Object } card)
        {
            ShowFolds(console, card);
            ShowImportances(console, card);
        }
    }

    private static void ShowFolds(IAnsiConsole console, JsonElement card)
    {
        if (!card.TryGetProperty("folds", out var folds))
        {
            return;
        }
        TextGrid.Show(
            console,
            [">fold", ">trained on", "until", ">tested on", "from", "to", ">rank IC in", ">rank IC out"],
            folds
                .EnumerateArray()
                .Select(fold =>
                    (string[])
                        [
                            Numbers.Count(fold.GetProperty("number").GetInt64() + 1),
                            Numbers.Count(fold.GetProperty("trainRows").GetInt64()),
                            Day(fold, "trainLast"),
                            Numbers.Count(fold.GetProperty("testRows").GetInt64()),
                            Day(fold, "testFirst"),
                            Day(fold, "testLast"),
                            RankIc(fold, "inSample"),
                            RankIc(fold, "outOfSample"),
                        ]
                ),
            "No folds."
        );
    }

    private static void ShowImportances(IAnsiConsole console, JsonElement card)
    {
        if (!card.TryGetProperty("importances", out var importances))
        {
            return;
        }
        TextGrid.Show(
            console,
            ["feature", ">importance"],
            importances
                .EnumerateArray()
                .Where(one => one.GetProperty("share").ValueKind == JsonValueKind.Number)
                .Select(one =>
                    (Feature: one.GetProperty("feature").GetString()!, Share: one.GetProperty("share").GetDouble())
                )
                .OrderByDescending(one => one.Share)
                .Take(Importances)
                .Select(one => (string[])[one.Feature, Numbers.Percent(one.Share)]),
            "No importances."
        );
    }

    private static string Day(JsonElement fold, string name) =>
        UnixMicros.Format(fold.GetProperty(name).GetInt64())[..10];

    private static string RankIc(JsonElement fold, string rows) =>
        fold.GetProperty(rows).TryGetProperty("rankIc", out var value) && value.ValueKind == JsonValueKind.Number
            ? Numbers.Fixed(value.GetDouble(), 3)
            : Numbers.None;
}
