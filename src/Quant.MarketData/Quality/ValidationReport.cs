using System.Globalization;

namespace Quant.MarketData.Quality;

/// <summary>Rows refused for one reason.</summary>
/// <param name="Fault">The reason.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Examples">The first few of them.</param>
public sealed record Refusal(BarFault Fault, long Count, IReadOnlyList<RowFault> Examples);

/// <summary>What an import did with the rows it read.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Accepted">Rows that became bars.</param>
/// <param name="Regular">Accepted bars in regular sessions.</param>
/// <param name="Pre">Accepted bars before the open.</param>
/// <param name="Post">Accepted bars after the close.</param>
/// <param name="OutsideHours">Accepted bars on session dates, but outside all trading hours.</param>
/// <param name="Refused">Rows left out, by reason, in the order of <see cref="BarFault"/>.</param>
public sealed record ValidationReport(
    long Read,
    long Accepted,
    long Regular,
    long Pre,
    long Post,
    long OutsideHours,
    IReadOnlyList<Refusal> Refused
)
{
    public static readonly ValidationReport Empty = new(0, 0, 0, 0, 0, 0, []);

    /// <summary>Rows left out.</summary>
    public long RefusedCount => Refused.Sum(refusal => refusal.Count);

    /// <summary>One report of several files.</summary>
    public static ValidationReport Sum(IEnumerable<ValidationReport> reports)
    {
        var all = reports.ToList();
        return new ValidationReport(
            all.Sum(report => report.Read),
            all.Sum(report => report.Accepted),
            all.Sum(report => report.Regular),
            all.Sum(report => report.Pre),
            all.Sum(report => report.Post),
            all.Sum(report => report.OutsideHours),
            [
                .. all.SelectMany(report => report.Refused)
                    .GroupBy(refusal => refusal.Fault)
                    .OrderBy(group => group.Key)
                    .Select(group => new Refusal(
                        group.Key,
                        group.Sum(refusal => refusal.Count),
                        [.. group.SelectMany(refusal => refusal.Examples).Take(BarValidator.ExamplesKept)]
                    )),
            ]
        );
    }

    /// <summary>Plain words, one line and one more per reason.</summary>
    public override string ToString()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Read:N0} rows read, {Accepted:N0} accepted ({Regular:N0} regular, {Pre:N0} pre-market, {Post:N0} post-market, {OutsideHours:N0} outside hours), {RefusedCount:N0} refused"
        );
        foreach (var refusal in Refused)
        {
            var first = refusal.Examples[0];
            text += string.Create(
                CultureInfo.InvariantCulture,
                $"\n  {refusal.Fault}: {refusal.Count:N0}, first at line {first.Line}, column {first.Column}: {first.Value}; expected {first.Allowed}"
            );
        }
        return text;
    }
}
