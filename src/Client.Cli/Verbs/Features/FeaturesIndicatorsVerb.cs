using System.CommandLine;
using Quant.Client.Cli.Output;
using Quant.Features.Catalog;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Features;

/// <summary><c>quant features indicators</c>: what a feature set can name. Part of the program: no data root is opened.</summary>
internal sealed class FeaturesIndicatorsVerb : Verb
{
    private readonly Argument<string?> _name = new("name")
    {
        Description = "One indicator, in full",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant features indicators", "All indicators, their parameters (default, range) and outputs"),
            new("quant features indicators bollinger", "One of them: what it says, its formula, each output"),
        ];

    protected override Command Define() =>
        new("indicators", "List the indicators a feature set can name, with parameters and outputs") { _name };

    protected override Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (parsed.GetValue(_name) is { } name)
        {
            var one = IndicatorCatalog.Get(name, "name");
            terminal.Answer(IndicatorEntry.Of(one), console => Show(console, one));
        }
        else
        {
            terminal.Answer(IndicatorCatalog.All.Select(IndicatorEntry.Of).ToList(), ShowAll);
        }
        return Task.FromResult(ExitCodes.Ok);
    }

    private static void ShowAll(IAnsiConsole console) =>
        TextGrid.Show(
            console,
            ["indicator", "what", "parameters", "outputs"],
            IndicatorCatalog.All.Select(indicator =>
                (string[])
                    [
                        indicator.Name,
                        indicator.Title,
                        string.Join(", ", indicator.Parameters.Select(Brief)),
                        string.Join(", ", indicator.Outputs.Select(output => output.Name)),
                    ]
            ),
            ""
        );

    private static void Show(IAnsiConsole console, IndicatorDefinition indicator)
    {
        console.WriteLine($"{indicator.Name}: {indicator.Title}");
        console.WriteLine(indicator.Description);
        console.WriteLine($"Formula: {indicator.Formula}");
        TextGrid.Show(
            console,
            ["parameter", ">default", "allowed", "what"],
            indicator.Parameters.Select(parameter =>
                (string[])[parameter.Name, ParameterText.Default(parameter), parameter.Allowed, parameter.Description]
            ),
            "No parameters."
        );
        TextGrid.Show(
            console,
            ["output", "unit", "what"],
            indicator.Outputs.Select(output => (string[])[output.Name, output.Unit.ToString(), output.Description]),
            ""
        );
    }

    private static string Brief(ParameterDefinition parameter) =>
        $"{parameter.Name} {ParameterText.Default(parameter)} ({ParameterText.Range(parameter)})";
}
