using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Models;

/// <summary><c>quant model list</c>: models, latest first.</summary>
internal sealed class ModelListVerb : Verb
{
    private readonly Option<string?> _symbol = new("--symbol")
    {
        Description = "Only of this symbol",
        HelpName = "SYMBOL",
    };

    private readonly Option<string?> _study = new("--study")
    {
        Description = "Only those made for this study (its whole id)",
        HelpName = "ID",
    };

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "Most models to list, 1 to 10000",
        DefaultValueFactory = _ => 50,
        HelpName = "N",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant model list", "The latest 50"),
            new("quant model list --symbol SPX --limit 5 --json", "The latest five of one symbol, for a program"),
        ];

    protected override Command Define() => new("list", "List models, latest first") { _symbol, _study, _limit };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var symbol = parsed.GetValue(_symbol) is { } given ? Symbol.Parse(given, "--symbol").ToString() : null;
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var models = await connection.Client.ModelsAsync(
            symbol,
            parsed.GetValue(_study),
            parsed.GetValue(_limit),
            cancellation
        );
        terminal.Answer(
            models,
            console =>
                TextGrid.Show(
                    console,
                    [
                        "model",
                        "symbol",
                        "interval",
                        "estimator",
                        "label",
                        "status",
                        ">rows",
                        ">folds",
                        ">rank IC",
                        ">trained in",
                        "made for",
                        "created",
                    ],
                    models.Select(model =>
                        (string[])
                            [
                                model.Fingerprint,
                                model.Synthetic ? $"{model.Symbol} (synthetic)" : model.Symbol,
                                model.Interval,
                                model.Estimator,
                                model.Label,
                                model.Status,
                                Numbers.Count(model.Rows),
                                Numbers.Count(model.Folds),
                                Numbers.Fixed(model.Metrics.GetValueOrDefault("rankIc"), 3),
                                Times.Took(model.TrainMs),
                                model.Cohort is null
                                    ? Numbers.None
                                    : $"study {model.Cohort[..Math.Min(6, model.Cohort.Length)]}",
                                Times.Utc(model.CreatedAt),
                            ]
                    ),
                    "No models yet."
                )
        );
        return ExitCodes.Ok;
    }
}
