using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quant.Simulation.Metrics;

/// <summary>The stretches in which a position is held, eight bars at a time.</summary>
internal sealed partial class EquityPath
{
    /// <summary>Values that must stand before and after the closes handed to <see cref="MarkHeld"/>.</summary>
    public const int Padding = Lanes;

    private static readonly Vector512<double> s_laneNumbers = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>
    /// Marks bars [from, to) with cash + shares × close, as <see cref="Mark"/> would one by one; bar from − 1 has been marked
    /// with the same cash and shares, and equity is above zero throughout.
    /// </summary>
    /// <param name="paddedCloses">Closes of the range, with <see cref="Padding"/> finite values on either side.</param>
    /// <param name="from">First bar.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="cash">Cash, the same in all of them.</param>
    /// <param name="shares">Shares, negative when short, the same in all of them.</param>
    public void MarkHeld(ReadOnlySpan<double> paddedCloses, int from, int to, double cash, double shares)
    {
        if (from >= to)
        {
            return;
        }
        if (_equity >= _peak)
        {
            _peakBar = from - 1;
        }
        ref var closes = ref Unsafe.Add(ref MemoryMarshal.GetReference(paddedCloses), Padding);
        for (var k = from; k < to; )
        {
            while (k >= _bounds[_block + 1])
            {
                CloseBlock();
            }
            var stop = Math.Min(to, _bounds[_block + 1]);
            MarkWithinBlock(ref closes, k, stop, cash, shares);
            k = stop;
        }
        _equity = cash + shares * Unsafe.Add(ref closes, to - 1);
    }

    private void MarkWithinBlock(ref double closes, int from, int stop, double cash, double shares)
    {
        ref var lanes = ref MemoryMarshal.GetArrayDataReference(_lanes);
        var sum = Vector512.LoadUnsafe(ref lanes);
        var squares = Vector512.LoadUnsafe(ref lanes, Lanes);
        var cubes = Vector512.LoadUnsafe(ref lanes, 2 * Lanes);
        var fourths = Vector512.LoadUnsafe(ref lanes, 3 * Lanes);
        var losses = Vector512.LoadUnsafe(ref lanes, 4 * Lanes);
        var cashes = Vector512.Create(cash);
        var holdings = Vector512.Create(shares);
        var peak = Vector512.Create(_peak);
        var none = Vector512.Create(double.PositiveInfinity);
        var lowest = none;
        for (var group = from & ~(Lanes - 1); group < stop; group += Lanes)
        {
            var previous = cashes + holdings * Vector512.LoadUnsafe(ref Unsafe.Add(ref closes, group - 1));
            var equity = cashes + holdings * Vector512.LoadUnsafe(ref Unsafe.Add(ref closes, group));
            var r = equity / previous - Vector512<double>.One;
            var above = Vector512.GreaterThanOrEqual(equity, peak);
            if (group < from || group + Lanes > stop)
            {
                var inside =
                    Vector512.GreaterThanOrEqual(s_laneNumbers, Vector512.Create((double)(from - group)))
                    & Vector512.LessThan(s_laneNumbers, Vector512.Create((double)(stop - group)));
                r &= inside;
                above &= inside;
                equity = Vector512.ConditionalSelect(inside, equity, none);
            }
            var r2 = r * r;
            var loss = Vector512.Min(r, Vector512<double>.Zero);
            sum += r;
            squares += r2;
            cubes += r2 * r;
            fourths += r2 * r2;
            losses += loss * loss;
            if (above == Vector512<double>.Zero)
            {
                lowest = Vector512.Min(lowest, equity);
                continue;
            }
            MarkTrough(lowest);
            lowest = none;
            for (var k = Math.Max(group, from); k < Math.Min(group + Lanes, stop); k++)
            {
                MarkDrawdown(k, cash + shares * Unsafe.Add(ref closes, k));
            }
            peak = Vector512.Create(_peak);
        }
        MarkTrough(lowest);
        sum.StoreUnsafe(ref lanes);
        squares.StoreUnsafe(ref lanes, Lanes);
        cubes.StoreUnsafe(ref lanes, 2 * Lanes);
        fourths.StoreUnsafe(ref lanes, 3 * Lanes);
        losses.StoreUnsafe(ref lanes, 4 * Lanes);
    }

    /// <summary>
    /// The greatest of 1 − E / peak is that of the least E: rounding is monotone, so this is exact for a whole stretch.
    /// </summary>
    private void MarkTrough(Vector512<double> equity)
    {
        var four = Vector256.Min(equity.GetLower(), equity.GetUpper());
        var two = Vector128.Min(four.GetLower(), four.GetUpper());
        var lowest = Math.Min(two[0], two[1]);
        if (lowest < double.PositiveInfinity)
        {
            MaxDrawdown = Math.Max(MaxDrawdown, 1 - lowest / _peak);
        }
    }
}
