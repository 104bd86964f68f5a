using Quant.Simulation.Inputs;
using Quant.Specs;

namespace Quant.Simulation.Metrics;

/// <summary>Calendar weeks of a range: Monday 00:00 UTC to the next, numbered from 0, those without a bar left out.</summary>
internal static class Weeks
{
    // 1970-01-01 was a Thursday: three days after a Monday.
    private const long ThursdayOffset = 3 * UnixMicros.PerDay;
    private const long PerWeek = 7 * UnixMicros.PerDay;

    /// <summary>The ordinal of the week of each bar of the range.</summary>
    public static int[] Ordinals(SimulationInput input)
    {
        var ordinals = new int[input.Count];
        var ts = input.Bars.Ts;
        var week = Week(ts[input.Start]);
        for (var k = 1; k < ordinals.Length; k++)
        {
            var now = Week(ts[input.Start + k]);
            ordinals[k] = ordinals[k - 1] + (now == week ? 0 : 1);
            week = now;
        }
        return ordinals;
    }

    private static long Week(long ts)
    {
        var shifted = ts + ThursdayOffset;
        return shifted >= 0 ? shifted / PerWeek : (shifted - PerWeek + 1) / PerWeek;
    }
}
