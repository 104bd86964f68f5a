using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Zones;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary>Reports on bars as tables.</summary>
internal static class QualityTables
{
    public static void Overview(IAnsiConsole console, IEnumerable<BarQualityDto> reports) =>
        TextGrid.Show(
            console,
            ["symbol", "interval", ">score", ">bars", ">present", ">to ask for", ">halts", ">no trade", "findings"],
            reports.Select(report =>
                (string[])
                    [
                        report.Symbol,
                        report.Interval,
                        Numbers.Count(report.Score),
                        Numbers.Count(report.Bars),
                        Present(report),
                        Missing(report, MissingKind.ProviderGap),
                        Missing(report, MissingKind.Halt),
                        Missing(report, MissingKind.NoTrade),
                        Findings(report),
                    ]
            ),
            "No bars to check: 'quant bars import --sample sp500' brings some."
        );

    public static void Details(IAnsiConsole console, BarQualityDto report)
    {
        var zone = ExchangeZone.Parse(report.TimeZone);
        var daily = report.Interval == "1d";
        console.WriteLine();
        console.WriteLine(
            $"{report.Symbol} {report.Interval} on {report.Calendar}, {report.Sessions} hours, times in {report.TimeZone}"
        );
        foreach (var finding in report.Findings)
        {
            console.WriteLine();
            console.WriteLine($"{finding.Severity.ToString().ToLowerInvariant()}: {finding.Title}");
            console.WriteLine($"  {finding.Message}");
            foreach (var example in finding.Examples)
            {
                console.WriteLine($"    {Times.OfBar(example.Ts, daily, zone)}  {example.Text}");
            }
            if (finding.Fix is { } fix)
            {
                console.WriteLine($"  {fix.Text}{(fix.Command is null ? "" : $" $ {fix.Command}")}");
            }
        }
        console.WriteLine();
        foreach (var lost in report.Lost)
        {
            console.WriteLine($"−{Numbers.Fixed(lost.Points, 1)} {lost.Title}: {lost.Arithmetic}");
        }
        console.WriteLine($"Score {Numbers.Count(report.Score)} of 100.");
    }

    /// <summary>Never rounded up to all.</summary>
    private static string Present(BarQualityDto report) =>
        report.Expected == 0
            ? Numbers.None
            : Numbers.Percent(Math.Floor(10_000.0 * report.Present / report.Expected) / 10_000, 2);

    private static string Missing(BarQualityDto report, MissingKind kind) =>
        Numbers.Count(report.Missing.FirstOrDefault(missing => missing.Kind == kind)?.Bars);

    private static string Findings(BarQualityDto report)
    {
        var shown = report
            .Findings.Where(finding => finding.Severity != QualitySeverity.Info)
            .Select(finding => $"{finding.Title.ToLowerInvariant()} ({Numbers.Count(finding.Count)})");
        var text = string.Join(", ", shown);
        return text.Length == 0 ? "none" : text;
    }
}
