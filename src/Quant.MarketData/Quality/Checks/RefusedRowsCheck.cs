namespace Quant.MarketData.Quality.Checks;

/// <summary>Rows that sources delivered and that never became bars.</summary>
internal sealed class RefusedRowsCheck : IBarCheck
{
    private static readonly CheckInfo s_duplicates = new(
        "duplicates",
        "Duplicates refused",
        "A source gave more than one bar for the same time; the first was kept. None of them is stored twice.",
        "Nothing, if the rows were the same; else find out which of them is right and import it.",
        5,
        0.01
    );

    private static readonly CheckInfo s_refused = new(
        "refused-rows",
        "Rows refused",
        "Rows of imports and answers that are no bars: unreadable, prices not above zero, a high below the low, times that "
            + "descend, lie off the grid, in the future, or on a day the market was closed.",
        "Look at the source; times on closed days mean another calendar or time zone.",
        5,
        0.01
    );

    public IReadOnlyList<CheckInfo> Infos => [s_duplicates, s_refused];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var duplicates = input.Refused.GetValueOrDefault(nameof(BarFault.DuplicateTime));
        var others = input
            .Refused.Where(pair => pair.Key != nameof(BarFault.DuplicateTime) && pair.Value > 0)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToList();
        if (duplicates > 0)
        {
            yield return Of(
                s_duplicates,
                duplicates,
                $"{Words.Count(duplicates, "row")} repeated the time of another."
            );
        }
        if (others.Count > 0)
        {
            var reasons = string.Join(", ", others.Select(pair => $"{Words.Count(pair.Value, "row")} {pair.Key}"));
            yield return Of(s_refused, others.Sum(pair => pair.Value), $"Refused: {reasons}.");
        }
    }

    private static Finding Of(CheckInfo info, long count, string message) =>
        new(info.Name, FindingSeverity.Warning, count, null, null, [], message, new OfferedFix(info.Fix));
}
