using Spectre.Console;

namespace Quant.Client.Cli.Output;

/// <summary>Metrics by name, one a row.</summary>
internal static class MetricList
{
    public static void Show(IAnsiConsole console, string title, IReadOnlyDictionary<string, double?> metrics) =>
        TextGrid.Show(
            console,
            [title, ">value"],
            metrics.Select(metric => (string[])[metric.Key, Numbers.Short(metric.Value, 6)]),
            "No metrics."
        );
}
