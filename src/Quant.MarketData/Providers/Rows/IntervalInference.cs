using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.MarketData.Providers.Rows;

/// <summary>Finds the interval of a file that does not say it.</summary>
internal static class IntervalInference
{
    /// <summary>Daily where rows give dates; else the shortest step between consecutive rows, if it is one of ours.</summary>
    /// <exception cref="BadInputException">It cannot be told.</exception>
    public static Interval Of(IReadOnlyList<FileRow> rows, string source)
    {
        var readable = rows.Where(row => row.Fault is null).ToList();
        if (readable.Count > 0 && readable.All(row => row.IsDate))
        {
            return Interval.Day1;
        }
        var shortest = long.MaxValue;
        for (var i = 1; i < readable.Count; i++)
        {
            var step = readable[i].Bar.Ts - readable[i - 1].Bar.Ts;
            shortest = step > 0 && step < shortest ? step : shortest;
        }
        foreach (var interval in Interval.All)
        {
            if (interval.Micros == shortest)
            {
                return interval;
            }
        }
        var seen = shortest == long.MaxValue ? "no two rows in time order" : $"a step of {shortest / 1e6} seconds";
        throw new BadInputException("interval", $"{source}: {seen}", "1m, 5m, 15m, 30m, 1h or 1d, given explicitly");
    }
}
