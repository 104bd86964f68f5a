namespace Quant.Learning.Estimators.Trees;

/// <summary>A tree in terms of bins. Children stand next to each other; node 0 is the root.</summary>
internal sealed class GrownTree
{
    /// <summary>Split feature by node; −1 for a leaf.</summary>
    public List<int> Feature { get; } = [];

    /// <summary>Last bin that goes left, by node.</summary>
    public List<int> Bin { get; } = [];

    public List<bool> MissingLeft { get; } = [];

    /// <summary>Left child by node, the right one is next; 0 for a leaf.</summary>
    public List<int> Left { get; } = [];

    /// <summary>What the split gained, by node; 0 for a leaf.</summary>
    public List<double> Gain { get; } = [];

    /// <summary>What a leaf predicts, by node.</summary>
    public List<double> Value { get; } = [];

    /// <summary>The leaves with their rows, in the order they stopped growing.</summary>
    public List<GrowingNode> Leaves { get; } = [];

    public int AddLeaf()
    {
        Feature.Add(-1);
        Bin.Add(0);
        MissingLeft.Add(false);
        Left.Add(0);
        Gain.Add(0);
        Value.Add(0);
        return Feature.Count - 1;
    }

    public void Split(int node, in SplitCandidate split, int left)
    {
        Feature[node] = split.Feature;
        Bin[node] = split.Bin;
        MissingLeft[node] = split.MissingLeft;
        Left[node] = left;
        Gain[node] = split.Gain;
    }

    /// <summary>The leaf a binned row falls into.</summary>
    public unsafe int LeafOf(BinnedMatrix matrix, int row)
    {
        var node = 0;
        while (Feature[node] >= 0)
        {
            var bin = matrix.Column(Feature[node])[(nint)row * matrix.Stride];
            var left = bin == BinCuts.Missing ? MissingLeft[node] : bin <= Bin[node];
            node = Left[node] + (left ? 0 : 1);
        }
        return node;
    }
}
