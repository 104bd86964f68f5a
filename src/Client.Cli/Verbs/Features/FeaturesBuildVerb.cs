using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Spectre.Console;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Features;

/// <summary><c>quant features build</c>: brings the features of one symbol up to date.</summary>
internal sealed class FeaturesBuildVerb : Verb
{
    private readonly Option<string> _spec = new("--spec")
    {
        Description = "Feature set as JSON; - reads standard input",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> _symbol = new("--symbol")
    {
        Description = "An imported symbol",
        HelpName = "SYMBOL",
        Required = true,
    };

    private readonly Option<string> _interval = new("--interval")
    {
        Description = "1m, 5m, 15m, 30m, 1h or 1d",
        HelpName = "INTERVAL",
        Required = true,
    };

    private readonly Option<string> _adjustment = new("--adjustment")
    {
        Description = $"What prices are adjusted for: {AdjustmentWords.Allowed}",
        DefaultValueFactory = _ => "all",
        HelpName = "MODE",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "quant features build --spec features.json --symbol SPX --interval 1d",
                "Computes what is not up to date"
            ),
            new(
                """echo '{"name":"rsi","features":[{"indicator":"rsi"}]}' | quant features build --spec - --symbol SPX --interval 1d""",
                "A feature set from standard input"
            ),
        ];

    protected override Command Define() =>
        new("build", "Bring the features of one symbol up to date") { _spec, _symbol, _interval, _adjustment };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var symbol = Symbol.Parse(parsed.GetRequiredValue(_symbol), "--symbol").ToString();
        var interval = Interval.Parse(parsed.GetRequiredValue(_interval), "--interval").ToString();
        var adjustment = parsed.GetRequiredValue(_adjustment);
        var spec = await SpecFile.ReadAsync(parsed.GetRequiredValue(_spec), "--spec", terminal, cancellation);
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var report = await WorkProgress.ShowAsync(
            terminal,
            connection.Client,
            "features",
            $"features of {symbol} {interval}",
            () =>
                spec.AskAsync(
                    () =>
                        connection.Client.BuildFeaturesAsync(
                            new FeatureBuildBody(symbol, interval, spec.Json, adjustment),
                            cancellation
                        ),
                    "symbol",
                    "interval",
                    "adjustment"
                ),
            cancellation
        );
        terminal.Answer(report, console => Show(console, report));
        return ExitCodes.Ok;
    }

    private static void Show(IAnsiConsole console, FeatureReportDto report)
    {
        console.WriteLine($"dataset {report.Dataset}");
        console.WriteLine(
            $"{report.Symbol}: {report.Columns.Count} columns × {Numbers.Count(report.Rows)} rows; "
                + (
                    report.PartitionsComputed == 0
                        ? "all were up to date"
                        : $"{report.PartitionsComputed} partitions computed, {report.PartitionsReused} reused"
                )
                + $"; complete after {Numbers.Count(report.Warmup)} bars."
        );
        console.WriteLine($"columns: {string.Join(", ", report.Columns)}");
    }
}
