using Quant.Simulation.Rules;

namespace Quant.Simulation.Signals;

/// <summary>The entry threshold scaled by volatility over its own recent mean.</summary>
internal static class ScaledThreshold
{
    /// <summary>The least threshold: what the signal must not fall to right after an entry.</summary>
    public static double Floor(SimulationRules rules) =>
        rules.SignalExit ? rules.ExitThreshold : double.NegativeInfinity;

    /// <summary>
    /// The threshold in force at each row up to <paramref name="end"/>, at least 0; NaN, which no signal is above, where
    /// volatility is not known or below 0.
    /// </summary>
    public static double[] Of(double[] volatility, int referenceBars, double entryThreshold, double floor, int end)
    {
        var thresholds = new double[end];
        var means = TrailingMeans(volatility.AsSpan(0, end), referenceBars);
        for (var i = 0; i < end; i++)
        {
            thresholds[i] =
                means[i] > 0 && volatility[i] >= 0
                    ? Math.Max(entryThreshold * volatility[i] / means[i], floor)
                    : double.NaN;
        }
        return thresholds;
    }

    /// <summary>
    /// Mean of the values that are not NaN among the last <paramref name="window"/>, NaN until there are so many rows. A
    /// window is the tail of one block and the head of the next, each summed afresh, so that no error builds up.
    /// </summary>
    private static double[] TrailingMeans(ReadOnlySpan<double> values, int window)
    {
        var means = new double[values.Length];
        var tailSums = new double[window + 1];
        var tailCounts = new int[window + 1];
        var (headSum, headCount) = (0.0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            var offset = i % window;
            if (offset == 0)
            {
                SumTails(values, i - window, tailSums, tailCounts);
                (headSum, headCount) = (0, 0);
            }
            if (!double.IsNaN(values[i]))
            {
                headSum += values[i];
                headCount++;
            }
            var count = tailCounts[offset + 1] + headCount;
            means[i] = i + 1 < window || count == 0 ? double.NaN : (tailSums[offset + 1] + headSum) / count;
        }
        return means;
    }

    private static void SumTails(ReadOnlySpan<double> values, int from, double[] sums, int[] counts)
    {
        if (from < 0)
        {
            return;
        }
        for (var offset = sums.Length - 2; offset >= 0; offset--)
        {
            var value = values[from + offset];
            var known = !double.IsNaN(value);
            sums[offset] = sums[offset + 1] + (known ? value : 0);
            counts[offset] = counts[offset + 1] + (known ? 1 : 0);
        }
    }
}
