using System.CommandLine;
using Quant.Client.Cli.Api;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Client.Cli.Verbs.Bars;
using Quant.Client.Cli.Verbs.Models;
using Quant.Client.Web.Contracts;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Simulations;

/// <summary><c>quant simulate</c>: backtests one configuration of rules on a model's out-of-sample predictions.</summary>
internal sealed class SimulateVerb : Verb
{
    private readonly Option<string?> _model = new("--model")
    {
        Description = "Fingerprint of the model, or its first characters",
        HelpName = "FP",
    };

    private readonly Option<string> _rules = new("--rules")
    {
        Description =
            $"Rules as JSON, - for standard input, or a preset: {string.Join(", ", RulePresets.All.Select(p => p.Key))}",
        DefaultValueFactory = _ => "default",
        HelpName = "FILE|PRESET",
    };

    private readonly Option<string[]> _sets = new("--set")
    {
        Description = "Replaces a field of the rules; may be given several times",
        HelpName = "FIELD=VALUE",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "First date of the exchange, or time in UTC",
        HelpName = "TIME",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "Last date of the exchange, inclusive, or end in UTC, exclusive",
        HelpName = "TIME",
    };

    private readonly Option<bool> _inSample = new("--in-sample")
    {
        Description =
            "Allow predictions of models that had learned from later bars (purged k-fold); the result says so",
    };

    private readonly Option<bool> _fields = new("--fields")
    {
        Description = "List the fields of rules, their defaults and what is allowed, and do nothing else",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant simulate --model qa3xz7", "The default rules: long or flat, next open"),
            new("quant simulate --model qa3xz7 --set stop=0.03 --set maxHoldBars=20", "With a stop and a longest hold"),
            new("quant simulate --model qa3xz7 --rules rules.json --from 2010-01-01", "Rules of a file, from 2010"),
            new("quant simulate --fields", "What --set can set"),
        ];

    protected override Command Define() =>
        new("simulate", "Backtest one configuration of rules on a model's out-of-sample predictions")
        {
            _model,
            _rules,
            _sets,
            _from,
            _to,
            _inSample,
            _fields,
        };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (parsed.GetValue(_fields))
        {
            terminal.Answer(RuleParameters.All.Select(ParameterText.ToDto).ToList(), ShowFields);
            return ExitCodes.Ok;
        }
        var given =
            parsed.GetValue(_model) ?? throw new BadInputException("--model", null, "the fingerprint of a model");
        var (from, to) = (Moment.Parse(parsed.GetValue(_from), "--from"), Moment.Parse(parsed.GetValue(_to), "--to"));
        var rules = await RulesInput.ReadAsync(
            parsed.GetRequiredValue(_rules),
            parsed.GetValue(_sets) ?? [],
            terminal,
            cancellation
        );
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var client = connection.Client;
        var model = await KnownModels.ResolveAsync(client, given, "--model", cancellation);
        var range = await RangeAsync(client, model, from, to, cancellation);
        var report = await WorkProgress.ShowAsync(
            terminal,
            client,
            "simulate",
            "simulating",
            () =>
                client.SimulateAsync(
                    new SimulateBody(model, rules, range.FromTs, range.ToTs, parsed.GetValue(_inSample)),
                    cancellation
                ),
            cancellation
        );
        terminal.Answer(report, console => Show(console, report));
        if (!connection.IsOwn)
        {
            terminal.Note($"Its page: {new Uri(connection.Address, $"simulations/{report.Fingerprint}")}");
        }
        return ExitCodes.Ok;
    }

    private static async Task<SymbolRange> RangeAsync(
        QuantClient client,
        string model,
        Moment? from,
        Moment? to,
        CancellationToken cancellation
    )
    {
        if (from is null && to is null)
        {
            return default;
        }
        var detail = await client.ModelAsync(model, cancellation);
        return await SymbolRange.ResolveAsync(client, detail.Model.Symbol, from, to, cancellation);
    }

    private static void Show(IAnsiConsole console, RunReportDto report)
    {
        console.WriteLine(
            $"backtest {report.Fingerprint}{(report.AlreadyDone ? ": made before, answered from the catalog" : "")}"
        );
        foreach (var line in report.Account)
        {
            console.WriteLine($"   {line}");
        }
        TextGrid.Show(
            console,
            ["metric", ">value", "unit", "what"],
            MetricDefinition
                .All.Where(metric => report.Metrics.ContainsKey(metric.Name))
                .Select(metric =>
                    (string[])
                        [
                            metric.Name,
                            metric.Unit == "fraction"
                                ? Numbers.Percent(report.Metrics[metric.Name], 2)
                                : Numbers.Short(report.Metrics[metric.Name], 6),
                            metric.Unit == "fraction" ? "" : metric.Unit,
                            metric.Description,
                        ]
                ),
            "No metrics."
        );
    }

    private static void ShowFields(IAnsiConsole console)
    {
        TextGrid.Show(
            console,
            ["field", ">default", "allowed", "what"],
            RuleParameters.All.Select(field =>
                (string[])[field.Name, ParameterText.Default(field), field.Allowed, field.Description]
            ),
            ""
        );
        console.WriteLine("""Also gates, a list: --set 'gates=[{"column":"regime_vol","allowed":[0,1]}]'.""");
    }
}
