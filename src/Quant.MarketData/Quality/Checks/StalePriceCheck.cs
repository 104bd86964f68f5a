using Quant.MarketData.Calendars;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Prices that stand still while volume goes on.</summary>
internal sealed class StalePriceCheck : IBarCheck
{
    private const int ShortestRun = 10;
    private const double ByChance = 0.01;

    private static readonly CheckInfo s_info = new(
        "stale-prices",
        "Stale prices",
        "Bars in a row that all repeat open, high, low and close of the one before although there was volume, in regular hours: ten at "
            + "least, and so many that chance, by how often a single bar of the series repeats the one before, would make such a "
            + "row once in a hundred such series.",
        "Compare the bars with another source; a revision replaces them.",
        10,
        0.05
    );

    public IReadOnlyList<CheckInfo> Infos => [s_info];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var bars = input.Bars;
        var found = new FindingBuilder(s_info);
        var shortest = Shortest(input);
        for (var start = 0; start < bars.Count; )
        {
            var end = start + 1;
            while (end < bars.Count && Repeats(input, end))
            {
                end++;
            }
            if (end - start - 1 >= shortest && IsRegular(input, start))
            {
                var (bar, count) = (bars[start], end - start);
                found.Add(
                    bar.Ts,
                    bars.Ts[end - 1],
                    count,
                    () => $"{Words.Count(count, "bar")} in a row: {Words.Bar(bar)}"
                );
            }
            start = end;
        }
        return found.Build(
            FindingSeverity.Warning,
            () => $"{Words.Count(found.Count, "bar")} stand in rows of unchanged prices.",
            new OfferedFix(s_info.Fix)
        );
    }

    /// <summary>
    /// Repetitions in a row that chance does not explain. How often a bar repeats the one before is the upper quartile over
    /// blocks of bars, so that the rows looked for do not hide themselves.
    /// </summary>
    private static int Shortest(CheckInput input)
    {
        const int Block = 512;
        var bars = input.Bars;
        var shares = new List<double>();
        for (var start = 1; start < bars.Count; start += Block)
        {
            var end = Math.Min(bars.Count, start + Block);
            var repeats = 0;
            for (var i = start; i < end; i++)
            {
                repeats += Repeats(input, i) ? 1 : 0;
            }
            shares.Add((double)repeats / (end - start));
        }
        shares.Sort();
        var share = shares.Count == 0 ? 0 : shares[shares.Count * 3 / 4];
        return share <= 0 ? ShortestRun
            : share >= 1 ? int.MaxValue
            : Math.Max(ShortestRun, (int)Math.Ceiling(Math.Log(ByChance / bars.Count) / Math.Log(share)));
    }

    private static bool IsRegular(CheckInput input, int i) =>
        input.Calendar.SessionOf(input.Bars.Ts[i], input.Bars.Interval).Tag == SessionTag.Regular;

    private static bool Repeats(CheckInput input, int i)
    {
        var bars = input.Bars;
        return bars.Close[i] == bars.Close[i - 1]
            && bars.Open[i] == bars.Open[i - 1]
            && bars.High[i] == bars.High[i - 1]
            && bars.Low[i] == bars.Low[i - 1]
            && (bars.Volume[i] > 0 || input.WithoutVolume);
    }
}
