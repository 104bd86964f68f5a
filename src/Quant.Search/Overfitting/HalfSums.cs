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

    /// <summary>Keeps for each split the best trial so far; of equals the first.</summary>
    public void FindBest(HalvingSplits splits, double[] best, int[] chosen, int first)
    {
        var width = Vector<double>.Count;
        Span<double> lanes = stackalloc double[Tile];
        var keys = MemoryMarshal.Cast<double, Vector<double>>(lanes)[..(Tile / width)];
        for (var k = 0; k < splits.Count; k++)
        {
            ComputeKeys(splits.Masks[k], keys);
            var greatest = Greatest(lanes[.._used], best[k]);
            if (greatest >= 0)
            {
                best[k] = lanes[greatest];
                chosen[k] = first + greatest;
            }
        }
    }

    /// <summary>Counts for each split the trials whose key is below, and equal to, the given one.</summary>
    public void CountBelow(HalvingSplits splits, double[] thresholds, int[] below, int[] equal)
    {
        var width = Vector<double>.Count;
        Span<double> lanes = stackalloc double[Tile];
        var keys = MemoryMarshal.Cast<double, Vector<double>>(lanes)[..(Tile / width)];
        var full = _used / width;
        for (var k = 0; k < splits.Count; k++)
        {
            ComputeKeys(splits.Masks[k], keys);
            var threshold = new Vector<double>(thresholds[k]);
            var less = Vector<long>.Zero;
            var same = Vector<long>.Zero;
            for (var v = 0; v < full; v++)
            {
                less -= Vector.LessThan(keys[v], threshold);
                same -= Vector.Equals(keys[v], threshold);
            }
            below[k] += (int)Vector.Sum(less);
            equal[k] += (int)Vector.Sum(same);
            for (var lane = full * width; lane < _used; lane++)
            {
                below[k] += lanes[lane] < thresholds[k] ? 1 : 0;
                equal[k] += lanes[lane] == thresholds[k] ? 1 : 0;
            }
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

    /// <summary>The first lane with the greatest key above the floor; −1 when none is above it.</summary>
    private static int Greatest(ReadOnlySpan<double> lanes, double floor)
    {
        var width = Vector<double>.Count;
        var full = lanes.Length / width * width;
        var top = new Vector<double>(floor);
        foreach (var vector in MemoryMarshal.Cast<double, Vector<double>>(lanes[..full]))
        {
            top = Vector.Max(top, vector);
        }
        var greatest = floor;
        for (var i = 0; i < width; i++)
        {
            greatest = Math.Max(greatest, top[i]);
        }
        for (var lane = full; lane < lanes.Length; lane++)
        {
            greatest = Math.Max(greatest, lanes[lane]);
        }
        return greatest > floor ? lanes.IndexOf(greatest) : -1;
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
