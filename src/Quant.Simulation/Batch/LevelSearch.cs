using Quant.Simulation.Fills;

namespace Quant.Simulation.Batch;

/// <summary>The first bar that touches a stop, target or trailing stop.</summary>
internal static class LevelSearch
{
    /// <summary>The first bar of [from, to) the position is left in, to when there is none.</summary>
    /// <param name="market">The market.</param>
    /// <param name="levels">Levels at <paramref name="from"/>; on return, those at the bar found.</param>
    /// <param name="side">1 long, -1 short.</param>
    /// <param name="from">First bar to look at.</param>
    /// <param name="to">End, exclusive.</param>
    public static int FirstTouch(KernelMarket market, ref ProtectiveLevels levels, int side, int from, int to)
    {
        if (from >= to)
        {
            return to;
        }
        if (levels.Trails)
        {
            return FirstTrailingTouch(market, ref levels, side, from, to);
        }
        if (double.IsInfinity(levels.Stop) && double.IsInfinity(levels.Target))
        {
            return to;
        }
        return side > 0
            ? market.Ranges.FirstTouch(from, to, levels.Stop, levels.Target)
            : market.Ranges.FirstTouch(from, to, levels.Target, levels.Stop);
    }

    /// <summary>
    /// Whole groups are passed over when even the level their own best price would set is not touched by their worst; that
    /// level is nearer to the market than any the group really meets.
    /// </summary>
    private static int FirstTrailingTouch(KernelMarket market, ref ProtectiveLevels levels, int side, int from, int to)
    {
        var ranges = market.Ranges;
        var open = market.Open;
        var high = market.High;
        var low = market.Low;
        for (var k = from; k < to; )
        {
            if (
                k % PriceRanges.Block == 0
                && k + PriceRanges.Block <= to
                && Passes(
                    ref levels,
                    side,
                    ranges.BlockHigh[k / PriceRanges.Block],
                    ranges.BlockLow[k / PriceRanges.Block]
                )
            )
            {
                k += PriceRanges.Block;
                continue;
            }
            if (
                k % PriceRanges.Group == 0
                && k + PriceRanges.Group <= to
                && Passes(
                    ref levels,
                    side,
                    ranges.GroupHigh[k / PriceRanges.Group],
                    ranges.GroupLow[k / PriceRanges.Group]
                )
            )
            {
                k += PriceRanges.Group;
                continue;
            }
            var end = Math.Min(to, (k / PriceRanges.Group + 1) * PriceRanges.Group);
            for (; k < end; k++)
            {
                if (levels.Leaves(open[k], high[k], low[k], out _, out _))
                {
                    return k;
                }
                levels.Survive(high[k], low[k]);
            }
        }
        return to;
    }

    private static bool Passes(ref ProtectiveLevels levels, int side, double high, double low)
    {
        var passes =
            side > 0
                ? low > levels.Protective(Math.Max(levels.Best, high)) && high < levels.Target
                : high < levels.Protective(Math.Min(levels.Best, low)) && low > levels.Target;
        if (passes)
        {
            levels.Survive(high, low);
        }
        return passes;
    }
}
