namespace Quant.MarketData.Quality.Checks;

/// <summary>Points lost to one finding.</summary>
/// <param name="Check">The check.</param>
/// <param name="Points">How many, with one decimal.</param>
/// <param name="Arithmetic">How they come about, in words.</param>
public sealed record LostPoints(string Check, double Points, string Arithmetic);

/// <summary>
/// How good bars are, from 100 down to 0: 100 less what each finding costs, rounded down. Findings that are for
/// information cost nothing. A finding costs the check's <see cref="CheckInfo.Points"/> times its bars' share of all bars
/// over <see cref="CheckInfo.AllLostAt"/>, between 1 and all of the points; all of them where that is 0; missing bars
/// cost 100 times the root of their share of the bars expected.
/// </summary>
internal static class QualityScore
{
    public static IReadOnlyList<LostPoints> Lost(IEnumerable<Finding> findings, CheckInput input) =>
        [
            .. findings
                .Where(finding => finding.Severity != FindingSeverity.Info)
                .Select(finding => Lost(finding, CheckCatalogue.Of(finding.Check), input)),
        ];

    public static int Of(IEnumerable<LostPoints> lost) =>
        Math.Max(0, (int)Math.Floor(100 - lost.Sum(one => one.Points)));

    private static LostPoints Lost(Finding finding, CheckInfo info, CheckInput input)
    {
        if (info.AllLostAt > 0)
        {
            var all = input.All.Count + input.Refused.Values.Sum();
            var share = (double)finding.Count / Math.Max(1, all);
            var points = Rounded(Math.Clamp(info.Points * share / info.AllLostAt, 1, info.Points));
            return new LostPoints(
                info.Name,
                points,
                $"{info.Points} points are lost at {Words.Percent(info.AllLostAt)} of the bars; here {Words.Share(finding.Count, all)}; 1 at least"
            );
        }
        if (info.Name == GapsCheck.ProviderGaps)
        {
            var share = (double)finding.Count / Math.Max(1, input.Gaps.Expected);
            return new LostPoints(
                info.Name,
                Rounded(info.Points * Math.Sqrt(share)),
                $"{info.Points} × √{share.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)}, the share of expected bars that is missing"
            );
        }
        return new LostPoints(info.Name, info.Points, $"{info.Points} for any");
    }

    private static double Rounded(double points) => Math.Max(0.1, Math.Round(points, 1));
}
