using Quant.MarketData.Bars;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Prices that leave those before and after them and come right back.</summary>
internal sealed class OutlierCheck : IBarCheck
{
    private const int Neighbours = 3;
    private const double SmallestJump = 0.005;
    private const double BusyVolume = 3;

    private static readonly CheckInfo s_info = new(
        "outliers",
        "Price outliers",
        "A high or low that lies away, on the same side, from the median close of the three bars before and of the three "
            + "after, by 25 times the usual move of a bar (10 times for daily bars) and half a percent at least; twice that where the bar has three times the "
            + "usual volume, since a price that many traded at is likely true. A fall or rise that later bars stay with is none.",
        "Compare the bars with another source; a revision replaces them.",
        15,
        0.001
    );

    public IReadOnlyList<CheckInfo> Infos => [s_info];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var bars = input.Bars;
        var found = new FindingBuilder(s_info);
        for (var i = Neighbours; i + Neighbours < bars.Count; i++)
        {
            var before = Median(bars.Close, i - Neighbours);
            var after = Median(bars.Close, i + 1);
            var up = bars.High[i] / Math.Max(before, after);
            var down = Math.Min(before, after) / bars.Low[i];
            var jump = Math.Max(up, down) - 1;
            if (jump > SmallestJump && Math.Log(1 + jump) > Limit(input, i))
            {
                Add(found, input, i, before, after, up > down);
            }
        }
        return found.Build(
            FindingSeverity.Warning,
            () =>
                $"{Words.Count(found.Count, "bar")} jump{(found.Count == 1 ? "s" : "")} away from the bars before and after, and right back.",
            new OfferedFix(s_info.Fix)
        );
    }

    private static double Limit(CheckInput input, int i)
    {
        var times = input.Bars.Interval.IsDaily ? 10 : 25;
        var busy = !input.WithoutVolume && input.Bars.Volume[i] > BusyVolume * input.Scale.Volume(i);
        return times * input.Scale.Sigma(i) * (busy ? 2 : 1);
    }

    private static void Add(FindingBuilder found, CheckInput input, int i, double before, double after, bool up)
    {
        var bar = input.Bars[i];
        var (name, price) = up ? ("high", bar.High) : ("low", bar.Low);
        found.Add(
            bar.Ts,
            () =>
                $"{name} {Words.Number(price)} against {Words.Number(before)} before and {Words.Number(after)} after; "
                + $"usual move {Words.Percent(input.Scale.Sigma(i))}, volume {Words.Number(bar.Volume)} of usually {Words.Number(input.Scale.Volume(i))}"
        );
    }

    private static double Median(double[] values, int start)
    {
        var (a, b, c) = (values[start], values[start + 1], values[start + 2]);
        return Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
    }
}
