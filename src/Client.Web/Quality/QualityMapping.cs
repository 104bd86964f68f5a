using System.Globalization;
using System.Text.Json;
using Quant.Client.Web.Contracts;
using Quant.Grains.Interfaces.Quality;
using Quant.MarketData.Quality.Checks;

namespace Quant.Client.Web.Quality;

internal static class QualityMapping
{
    public static BarQualityDto ToDto(this BarQualityReport report) =>
        new(
            report.Symbol,
            report.Interval,
            report.StoredInterval,
            report.Calendar,
            report.TimeZone,
            report.Sessions,
            report.FromTs,
            report.ToTs,
            report.Bars,
            report.Expected,
            report.Present,
            [
                .. Enum.GetValues<MissingKind>()
                    .Select(kind => new MissingBarsDto(kind, report.Missing.GetValueOrDefault(kind.ToString()))),
            ],
            report.Score,
            [
                .. report.Lost.Select(lost => new LostPointsDto(
                    lost.Check,
                    CheckCatalogue.Of(lost.Check).Title,
                    lost.Points,
                    lost.Arithmetic
                )),
            ],
            [.. report.Findings.Select(ToDto)],
            report.Sources,
            new CoverageMapDto(
                report.CoverageFrom.Length == 0
                    ? null
                    : DateOnly.ParseExact(report.CoverageFrom, "O", CultureInfo.InvariantCulture),
                report.Coverage
            )
        );

    public static GapsDto ToDto(this GapPage page) =>
        new(
            page.Total,
            [
                .. page.Gaps.Select(gap => new GapDto(
                    gap.FromTs,
                    gap.ToTs,
                    gap.Bars,
                    Enum.Parse<MissingKind>(gap.Kind),
                    JsonNamingPolicy.CamelCase.ConvertName(gap.Session),
                    gap.Reason
                )),
            ]
        );

    private static FindingDto ToDto(BarFinding finding)
    {
        var info = CheckCatalogue.Of(finding.Check);
        return new FindingDto(
            finding.Check,
            info.Title,
            info.Meaning,
            Enum.Parse<QualitySeverity>(finding.Severity),
            finding.Count,
            finding.FirstTs,
            finding.LastTs,
            [.. finding.Examples.Select(example => new FindingExampleDto(example.Ts, example.Text))],
            finding.Message,
            finding.Fix is null ? null : new FindingFixDto(finding.Fix, finding.Command, finding.FillsGaps)
        );
    }
}
