namespace Quant.MarketData.Quality.Checks;

/// <summary>Bars without volume.</summary>
internal sealed class VolumeCheck : IBarCheck
{
    private const int ShortestRun = 5;

    private static readonly CheckInfo s_absent = new(
        "volume-absent",
        "No volume at all",
        "No bar has a volume: the source does not give one, as is usual for foreign exchange.",
        "Leave out features and rules that use volume or VWAP."
    );

    private static readonly CheckInfo s_runs = new(
        "zero-volume",
        "Runs without volume",
        "Five or more bars in a row with prices and no volume, in a series that otherwise has some: the source filled up "
            + "times without a trade.",
        "Import from a source that leaves out bars without trades, or keep features of volume away from them.",
        10,
        0.1
    );

    public IReadOnlyList<CheckInfo> Infos => [s_absent, s_runs];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var bars = input.Bars;
        if (bars.Count == 0)
        {
            return [];
        }
        if (input.WithoutVolume)
        {
            var none = new FindingBuilder(s_absent);
            var first = bars[0];
            none.Add(first.Ts, bars.Ts[^1], bars.Count, () => Words.Bar(first));
            return none.Build(
                FindingSeverity.Info,
                () => $"None of {Words.Count(bars.Count, "bar")} has a volume.",
                new OfferedFix(s_absent.Fix)
            );
        }
        var found = new FindingBuilder(s_runs);
        for (var start = 0; start < bars.Count; start++)
        {
            var end = start;
            while (end < bars.Count && bars.Volume[end] == 0)
            {
                end++;
            }
            if (end - start >= ShortestRun)
            {
                var count = end - start;
                found.Add(bars.Ts[start], bars.Ts[end - 1], count, () => $"{Words.Count(count, "bar")} in a row");
            }
            start = end;
        }
        return found.Build(
            FindingSeverity.Warning,
            () => $"{Words.Count(found.Count, "bar")} stand in rows of {ShortestRun} or more without volume.",
            new OfferedFix(s_runs.Fix)
        );
    }
}
