using Quant.MarketData.Bars;

namespace Quant.MarketData.Storage;

/// <summary>Puts later bars over earlier ones.</summary>
public static class BarMerge
{
    /// <summary>
    /// The bars of both in time order; where both have a time, the later delivery's bar (a revision) stays, except that a
    /// VWAP or trade count it does not know is kept from before if its prices and volume are the same.
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
                output.Add(stored[i++]);
            }
            else if (i == stored.Count || delivered.Ts[j] < stored.Ts[i])
            {
                output.Add(delivered[j++]);
                added++;
            }
            else
            {
                var (before, after) = (stored[i++], Complete(delivered[j], stored[i - 1]));
                j++;
                output.Add(after);
                revised += before.Equals(after) ? 0 : 1;
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
