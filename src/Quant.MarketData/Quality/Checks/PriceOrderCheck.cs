namespace Quant.MarketData.Quality.Checks;

/// <summary>Bars whose own prices contradict each other: there must be none, and this proves it.</summary>
internal sealed class PriceOrderCheck : IBarCheck
{
    private static readonly CheckInfo s_info = new(
        "price-order",
        "Contradictory prices",
        "A price that is not above zero, a high below or a low above another price of the bar, or a negative volume. Such "
            + "rows are refused on their way in, so that a stored one means a damaged file or a fault of the program.",
        "Run `quant lake check`, then import or backfill these days again.",
        50
    );

    public IReadOnlyList<CheckInfo> Infos => [s_info];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var bars = input.All;
        var found = new FindingBuilder(s_info);
        for (var i = 0; i < bars.Count; i++)
        {
            var (open, high, low, close) = (bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i]);
            var sound =
                low > 0
                && low <= open
                && low <= close
                && high >= open
                && high >= close
                && double.IsFinite(high)
                && bars.Volume[i] >= 0
                && double.IsFinite(bars.Volume[i]);
            if (!sound)
            {
                var bar = bars[i];
                found.Add(bar.Ts, () => Words.Bar(bar));
            }
        }
        return found.Build(
            FindingSeverity.Error,
            () => $"Contradictory prices in {Words.Count(found.Count, "bar")}.",
            new OfferedFix(s_info.Fix, "quant lake check")
        );
    }
}
