using System.Numerics;
using System.Runtime.InteropServices;

namespace Quant.Search.Overfitting;

/// <summary>
/// For one tile of trials: sums and sums of squares over every subset of the first half of the blocks, and of the second
/// half; a row of trials per subset.
/// </summary>
internal sealed class HalfSums
{
    /// <summary>Trials in a tile; a multiple of every vector's width.</summary>
    public const int Tile = 64;

    /// <summary>Stands for a sum of squares of zero, so that 0/0 does not arise: 0/Least = 0.</summary>
    public const double Least = 2.2250738585072014e-308;

    /// <summary>
    /// Keys that differ by no more than this are equal. Trials that trade alike in a half have the same returns there, but
    /// for their last bits, when their accounts differ in size: those bits must not decide. Keys are around 1, the
    /// rounding errors of sums of 100,000 returns stay below 1e-11.
    /// </summary>
    public const double Rounding = 1e-9;

    private readonly int _half;
    private readonly int _trials;
    private readonly double[] _lowSum;
    private readonly double[] _lowSquares;
    private readonly double[] _highSum;
    private readonly double[] _highSquares;
    private int _used;

    public HalfSums(int blocks, int trials)
    {
        _half = blocks / 2;
        _trials = trials;
        var length = (1 << _half) * Tile;
        _lowSum = new double[length];
        _lowSquares = new double[length];
        _highSum = new double[length];
        _highSquares = new double[length];
    }

    /// <summary>Makes the tables for the trials from <paramref name="first"/> on.</summary>
    public void Load(IReadOnlyList<BlockMoment[]> trials, int first)
    {
        _used = Math.Min(Tile, _trials - first);
        for (var lane = 0; lane < _used; lane++)
        {
            var trial = trials[first + lane];
            Fill(trial.AsSpan(0, _half), _lowSum, _lowSquares, lane);
            Fill(trial.AsSpan(_half), _highSum, _highSquares, lane);
        }
    }

    /// <summary>
    /// Keeps for each split the best trial so far; of equals the first: going through the trials in order, one takes the
    /// place of the one before it when it is better by more than <see cref="Rounding"/>.
    /// </summary>
    public void FindBest(HalvingSplits splits, double[] best, int[] chosen, int first)
    {
        var width = Vector<double>.Count;
        Span<double> lanes = stackalloc double[Tile];
        var keys = MemoryMarshal.Cast<double, Vector<double>>(lanes)[..(Tile / width)];
        for (var k = 0; k < splits.Count; k++)
        {
            ComputeKeys(splits.Masks[k], keys);
            if (!AnyAbove(lanes[.._used], best[k] + Rounding))
            {
                continue;
            }
            for (var lane = 0; lane < _used; lane++)
            {
                if (lanes[lane] > best[k] + Rounding)
                {
                    best[k] = lanes[lane];
                    chosen[k] = first + lane;
                }
            }
        }
    }

    /// <summary>Counts for each split the trials whose key is below, and equal to, the given one, rounding aside.</summary>
    public void CountBelow(HalvingSplits splits, double[] thresholds, int[] below, int[] equal)
    {
        var width = Vector<double>.Count;
        Span<double> lanes = stackalloc double[Tile];
        var keys = MemoryMarshal.Cast<double, Vector<double>>(lanes)[..(Tile / width)];
        var full = _used / width;
        for (var k = 0; k < splits.Count; k++)
        {
            ComputeKeys(splits.Masks[k], keys);
            var (floor, ceiling) = (thresholds[k] - Rounding, thresholds[k] + Rounding);
            var (floors, ceilings) = (new Vector<double>(floor), new Vector<double>(ceiling));
            var less = Vector<long>.Zero;
            var notAbove = Vector<long>.Zero;
            for (var v = 0; v < full; v++)
            {
                less -= Vector.LessThan(keys[v], floors);
                notAbove -= Vector.LessThanOrEqual(keys[v], ceilings);
            }
            var (lower, upTo) = ((int)Vector.Sum(less), (int)Vector.Sum(notAbove));
            for (var lane = full * width; lane < _used; lane++)
            {
                lower += lanes[lane] < floor ? 1 : 0;
                upTo += lanes[lane] <= ceiling ? 1 : 0;
            }
            below[k] += lower;
            equal[k] += upTo - lower;
        }
    }

    /// <summary>s·|s|/q of every lane; lanes beyond the last trial hold leftovers.</summary>
    private void ComputeKeys(int mask, Span<Vector<double>> keys)
    {
        var low = (mask & ((1 << _half) - 1)) * Tile;
        var high = (mask >> _half) * Tile;
        var lowSum = MemoryMarshal.Cast<double, Vector<double>>(_lowSum.AsSpan(low, Tile));
        var highSum = MemoryMarshal.Cast<double, Vector<double>>(_highSum.AsSpan(high, Tile));
        var lowSquares = MemoryMarshal.Cast<double, Vector<double>>(_lowSquares.AsSpan(low, Tile));
        var highSquares = MemoryMarshal.Cast<double, Vector<double>>(_highSquares.AsSpan(high, Tile));
        var least = new Vector<double>(Least);
        for (var v = 0; v < keys.Length; v++)
        {
            var sum = lowSum[v] + highSum[v];
            var squares = lowSquares[v] + highSquares[v];
            keys[v] = sum * Vector.Abs(sum) / Vector.Max(squares, least);
        }
    }

    private static bool AnyAbove(ReadOnlySpan<double> lanes, double floor)
    {
        var width = Vector<double>.Count;
        var full = lanes.Length / width * width;
        var top = new Vector<double>(double.NegativeInfinity);
        foreach (var vector in MemoryMarshal.Cast<double, Vector<double>>(lanes[..full]))
        {
            top = Vector.Max(top, vector);
        }
        if (Vector.GreaterThanAny(top, new Vector<double>(floor)))
        {
            return true;
        }
        foreach (var key in lanes[full..])
        {
            if (key > floor)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Subsets in ascending order, each from the one without its highest block: sums run in block order.</summary>
    private static void Fill(ReadOnlySpan<BlockMoment> blocks, double[] sums, double[] squares, int lane)
    {
        sums[lane] = 0;
        squares[lane] = 0;
        for (var mask = 1; mask < 1 << blocks.Length; mask++)
        {
            var highest = BitOperations.Log2((uint)mask);
            var rest = (mask ^ (1 << highest)) * Tile + lane;
            sums[mask * Tile + lane] = sums[rest] + blocks[highest].Sum;
            squares[mask * Tile + lane] = squares[rest] + blocks[highest].SumOfSquares;
        }
    }
}
