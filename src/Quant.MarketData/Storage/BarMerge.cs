using Quant.MarketData.Bars;

namespace Quant.MarketData.Storage;

/// <summary>Puts later bars over earlier ones.</summary>
public static class BarMerge
{
    /// <summary>
    /// The bars of both in time order; where both have a time, the later delivery's bar (a revision) stays, except that a
    /// VWAP or trade count it does not know is kept from before if its prices and volume are the same. A bar that is new or
    /// differs has the later delivery's source; one that stays as it was keeps its own, and counts as unchanged.
    /// </summary>
    /// <returns>The merged bars, and how many of them are new or differ from the stored ones.</returns>
    public static (BarSeries Merged, int Added, int Revised) Merge(BarSeries stored, BarSeries delivered)
    {
        var output = new BarSeriesBuilder(stored.Count + delivered.Count);
        var (i, j, added, revised) = (0, 0, 0, 0);
        while (i < stored.Count || j < delivered.Count)
        {
            if (j == delivered.Count || (i < stored.Count && stored.Ts[i] < delivered.Ts[j]))
            {
                output.Add(stored[i], stored.Source?[i]);
                i++;
            }
            else if (i == stored.Count || delivered.Ts[j] < stored.Ts[i])
            {
                output.Add(delivered[j], delivered.Source?[j]);
                j++;
                added++;
            }
            else
            {
                var before = stored[i];
                var after = Complete(delivered[j], before);
                var same = before.Equals(after);
                output.Add(after, same ? stored.Source?[i] : delivered.Source?[j]);
                revised += same ? 0 : 1;
                i++;
                j++;
            }
        }
        return (output.Build(stored.Symbol, stored.Interval), added, revised);
    }

    private static Bar Complete(in Bar after, in Bar before)
    {
        var same = after with { Vwap = before.Vwap, TradeCount = before.TradeCount };
        if (!same.Equals(before))
        {
            return after;
        }
        return after with
        {
            Vwap = double.IsNaN(after.Vwap) ? before.Vwap : after.Vwap,
            TradeCount = after.TradeCount < 0 ? before.TradeCount : after.TradeCount,
        };
    }
}
