using System.Numerics;
using System.Runtime.Intrinsics;
using Quant.Simulation.Inputs;

namespace Quant.Simulation.Batch;

/// <summary>
/// Highs and lows of a range with their extremes over groups of 8 and blocks of 64 bars, to find the first bar that
/// touches a level without looking at every bar.
/// </summary>
internal sealed class PriceRanges
{
    public const int Group = 8;
    public const int Block = 64;

    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double[] _blockLow;
    private readonly double[] _blockHigh;

    public PriceRanges(SimulationInput input)
    {
        var padded = (input.Count + Block - 1) / Block * Block + Block;
        _low = Pad(input.Bars.Low, input, padded, double.PositiveInfinity);
        _high = Pad(input.Bars.High, input, padded, double.NegativeInfinity);
        GroupLow = Reduce(_low, Group, Math.Min);
        GroupHigh = Reduce(_high, Group, Math.Max);
        _blockLow = Pad(Reduce(_low, Block, Math.Min), Group, double.PositiveInfinity);
        _blockHigh = Pad(Reduce(_high, Block, Math.Max), Group, double.NegativeInfinity);
    }

    /// <summary>Lowest low of bars [8g, 8g + 8).</summary>
    public double[] GroupLow { get; }

    /// <summary>Highest high of bars [8g, 8g + 8).</summary>
    public double[] GroupHigh { get; }

    public ReadOnlySpan<double> Low => _low;

    public ReadOnlySpan<double> High => _high;

    /// <summary>Lowest low of bars [64b, 64b + 64).</summary>
    public ReadOnlySpan<double> BlockLow => _blockLow;

    /// <summary>Highest high of bars [64b, 64b + 64).</summary>
    public ReadOnlySpan<double> BlockHigh => _blockHigh;

    /// <summary>First bar of [from, to) with its low at or below one level or its high at or above the other; else to.</summary>
    public int FirstTouch(int from, int to, double lowLevel, double highLevel)
    {
        var low = Vector512.Create(lowLevel);
        var high = Vector512.Create(highLevel);
        var headEnd = Math.Min(to, (from + Block - 1) / Block * Block);
        var found = Scan(_low, _high, from, headEnd, low, high);
        if (found < headEnd || headEnd == to)
        {
            return found;
        }
        var block = Scan(_blockLow, _blockHigh, headEnd / Block, (to + Block - 1) / Block, low, high);
        var start = block * Block;
        return start >= to ? to : Scan(_low, _high, start, to, low, high);
    }

    private static int Scan(
        double[] lows,
        double[] highs,
        int from,
        int to,
        Vector512<double> lowLevel,
        Vector512<double> highLevel
    )
    {
        for (var i = from; i < to; i += Group)
        {
            var touched =
                Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref lows[i]), lowLevel)
                | Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref highs[i]), highLevel);
            var bits = Vector512.ExtractMostSignificantBits(touched);
            if (bits != 0)
            {
                return Math.Min(to, i + BitOperations.TrailingZeroCount(bits));
            }
        }
        return to;
    }

    private static double[] Pad(double[] values, SimulationInput input, int length, double filler)
    {
        var padded = new double[length];
        Array.Fill(padded, filler);
        values.AsSpan(input.Start, input.Count).CopyTo(padded);
        return padded;
    }

    private static double[] Pad(double[] values, int extra, double filler)
    {
        var padded = new double[values.Length + extra];
        Array.Fill(padded, filler);
        values.CopyTo(padded, 0);
        return padded;
    }

    private static double[] Reduce(double[] values, int size, Func<double, double, double> extreme)
    {
        var reduced = new double[values.Length / size];
        for (var b = 0; b < reduced.Length; b++)
        {
            var value = values[b * size];
            for (var i = 1; i < size; i++)
            {
                value = extreme(value, values[b * size + i]);
            }
            reduced[b] = value;
        }
        return reduced;
    }
}
