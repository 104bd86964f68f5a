using Quant.Learning.Numerics;

namespace Quant.Learning.Estimators.Trees;

/// <summary>A leaf of a tree that still grows: its rows, their sum, and the best split found so far.</summary>
internal sealed class GrowingNode(int index, int depth, int start, int count, long sum)
{
    /// <summary>Its place in the tree's arrays.</summary>
    public int Index { get; } = index;

    public int Depth { get; } = depth;

    /// <summary>Where its rows begin, in the row buffer of its depth's parity.</summary>
    public int Start { get; } = start;

    public int Count { get; } = count;

    /// <summary>Packed sum of its rows.</summary>
    public long Sum { get; } = sum;

    /// <summary>Its histograms, while its children may need them.</summary>
    public PinnedArray<long>? Histogram { get; set; }

    public SplitCandidate Best { get; set; } = SplitCandidate.None;

    /// <summary>How many of its rows went left, once it has been split.</summary>
    public int LeftCount { get; set; }
}
