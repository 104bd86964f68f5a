namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// The upper edges of one feature's bins, from the exact quantiles of its training values: value x is in the first bin b
/// with x ≤ <c>Edges[b]</c>. The last edge is +∞, so every value has a bin. Bins hold about equally many rows, and each
/// distinct value has its own bin where there are at most <see cref="MaxBins"/> of them.
/// </summary>
internal sealed class BinCuts
{
    /// <summary>Most bins for values; bin <see cref="Missing"/> is for NaN.</summary>
    public const int MaxBins = 255;

    /// <summary>The bin of NaN.</summary>
    public const byte Missing = 255;

    private const int LookupSize = 2048;
    private readonly double _origin;
    private readonly double _slope;
    private readonly byte[] _lookup = new byte[LookupSize];

    private BinCuts(double[] edges, bool hasMissing, double origin, double slope)
    {
        (Edges, HasMissing, _origin, _slope) = (edges, hasMissing, origin, slope);
        var cut = 0;
        for (var slot = 0; slot < LookupSize; slot++)
        {
            while (cut < edges.Length - 1 && Slot(edges[cut]) < slot)
            {
                cut++;
            }
            _lookup[slot] = (byte)cut;
        }
    }

    public double[] Edges { get; }

    /// <summary>Number of bins for values; 0 only where the training rows have none.</summary>
    public int Count => Edges.Length;

    public bool HasMissing { get; }

    /// <summary>Takes the quantiles of a column's values, NaN apart.</summary>
    /// <param name="column">Training values; NaN is missing.</param>
    /// <param name="scratch">At least twice as long as <paramref name="column"/>; overwritten.</param>
    public static BinCuts Of(ReadOnlySpan<double> column, Span<double> scratch)
    {
        var values = scratch[..column.Length];
        var count = 0;
        double low = double.PositiveInfinity,
            high = double.NegativeInfinity;
        foreach (var x in column)
        {
            if (!double.IsNaN(x))
            {
                values[count++] = x;
                low = x < low ? x : low;
                high = x > high ? x : high;
            }
        }
        var hasMissing = count < column.Length;
        if (count == 0)
        {
            return new BinCuts([double.PositiveInfinity], hasMissing, 0, 0);
        }
        var sorted = BucketSort.Sort(values[..count], scratch.Slice(column.Length, count), low, high);
        var range = high - low;
        var slope = range > 0 && double.IsFinite((LookupSize - 1) / range) ? (LookupSize - 1) / range : 0;
        return new BinCuts(Cut(sorted), hasMissing, low, slope);
    }

    /// <summary>The bin of a value; <see cref="Missing"/> for NaN.</summary>
    public byte BinOf(double x)
    {
        if (double.IsNaN(x))
        {
            return Missing;
        }
        int bin = _lookup[Slot(x)];
        while (x > Edges[bin])
        {
            bin++;
        }
        return (byte)bin;
    }

    /// <summary>Never decreases in x, so cuts of an earlier slot are below x without a look at them.</summary>
    private int Slot(double x)
    {
        var at = (x - _origin) * _slope;
        return at >= LookupSize - 1 ? LookupSize - 1
            : at > 0 ? (int)at
            : 0;
    }

    private static double[] Cut(ReadOnlySpan<double> sorted)
    {
        var distinct = 1;
        for (var i = 1; i < sorted.Length && distinct <= MaxBins; i++)
        {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        var edges = new List<double>(MaxBins);
        if (distinct <= MaxBins)
        {
            for (var i = 1; i < sorted.Length; i++)
            {
                if (sorted[i] != sorted[i - 1])
                {
                    edges.Add(Between(sorted[i - 1], sorted[i]));
                }
            }
        }
        else
        {
            for (var bin = 1; bin < MaxBins; bin++)
            {
                var i = (int)((long)sorted.Length * bin / MaxBins);
                var below = sorted[i - 1];
                while (i < sorted.Length && sorted[i] == below)
                {
                    i++;
                }
                if (i < sorted.Length)
                {
                    var edge = Between(below, sorted[i]);
                    if (edges.Count == 0 || edge > edges[^1])
                    {
                        edges.Add(edge);
                    }
                }
            }
        }
        edges.Add(double.PositiveInfinity);
        return [.. edges];
    }

    /// <summary>An edge with <c>below ≤ edge &lt; above</c>: the middle, or <c>below</c> where rounding leaves none.</summary>
    private static double Between(double below, double above)
    {
        var middle = below + (above - below) / 2;
        return middle >= below && middle < above ? middle : below;
    }
}
