using Quant.Catalog.Series;
using Quant.Grains.Interfaces.Quality;
using Quant.MarketData.Bars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Quality.Checks;
using Quant.MarketData.Sessions;

namespace Quant.Grains.Quality;

/// <summary>Reports as they are sent.</summary>
internal static class QualityMessages
{
    private const string Unknown = "unknown";

    public static BarQualityReport Of(QualityReport report, BarSource source, BarSeries bars) =>
        new(
            report.Symbol.ToString(),
            report.Interval.ToString(),
            source.StoredInterval.ToString(),
            report.Calendar,
            source.Calendar.Zone.Name,
            SessionChoice.Text(report.Sessions),
            report.FromTs,
            report.ToTs,
            report.Bars,
            report.Expected,
            report.Present,
            report.Missing.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value),
            report.Score,
            [.. report.Lost.Select(lost => new LostScore(lost.Check, lost.Points, lost.Arithmetic))],
            [.. report.Findings.Select(Of)],
            Sources(bars),
            report.Coverage.Shares.Length == 0 ? "" : report.Coverage.First.ToString("O"),
            report.Coverage.Shares
        );

    public static BarGap Of(Gap gap) =>
        new(gap.FromTs, gap.ToTs, gap.Bars, gap.Kind.ToString(), gap.Session.ToString(), gap.Reason);

    private static BarFinding Of(Finding finding) =>
        new(
            finding.Check,
            finding.Severity.ToString(),
            finding.Count,
            finding.FirstTs,
            finding.LastTs,
            [.. finding.Examples.Select(example => new BarExample(example.Ts, example.Text))],
            finding.Message,
            finding.Fix?.Text,
            finding.Fix?.Command,
            finding.Fix?.FillsGaps ?? false
        );

    private static Dictionary<string, long> Sources(BarSeries bars)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (bars.Count > 0 && bars.Source is null)
        {
            counts[Unknown] = bars.Count;
        }
        foreach (var source in bars.Source ?? [])
        {
            var name = source ?? Unknown;
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
        return counts;
    }
}
