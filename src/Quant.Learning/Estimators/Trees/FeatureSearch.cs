using Quant.Learning.Numerics;
using Quant.Learning.Threading;

namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// Searches a node one feature at a time, from histograms that nobody keeps: where each node draws its own features, and
/// where a child with too few rows has to be avoided, for which rows are counted too.
/// </summary>
internal sealed unsafe class FeatureSearch(BinnedMatrix matrix, GrowthOptions options, WorkerTeam team, NodeRows rowsOf)
{
    private readonly PinnedArray<long>?[] _histograms = new PinnedArray<long>?[team.Count];
    private readonly PinnedArray<int>?[] _counts = new PinnedArray<int>?[team.Count];
    private GradientQuantizer _gradients = null!;
    private SplitFinder _finder = null!;
    private bool[]? _active;
    private ulong _seed;

    /// <summary>Sets what the next tree is grown from.</summary>
    public void Begin(GradientQuantizer gradients, SplitFinder finder, bool[]? active, ulong seed) =>
        (_gradients, _finder, _active, _seed) = (gradients, finder, active, seed);

    /// <summary>Finds each node's best split among features drawn for it alone.</summary>
    public void SearchDrawn(List<GrowingNode> nodes) =>
        team.Run(
            nodes.Count,
            (i, worker) =>
            {
                var node = nodes[i];
                var random = new SplitMix64(SplitMix64.Derive(_seed, (ulong)node.Index));
                foreach (var feature in random.Draw(options.FeaturesPerNode, matrix.Features))
                {
                    Find(node, feature, worker);
                }
            }
        );

    /// <summary>
    /// Replaces best splits that would leave a child too few rows. Rows are counted for the best split only, unless it
    /// breaks the limit, since most nodes are far from it.
    /// </summary>
    public void KeepMinRows(List<GrowingNode> nodes)
    {
        if (options.MinRows > 1)
        {
            team.Run(nodes.Count, (i, worker) => KeepMinRows(nodes[i], worker));
        }
    }

    private void KeepMinRows(GrowingNode node, int worker)
    {
        if (node.Best.Feature < 0)
        {
            return;
        }
        var counts = Count(node, node.Best.Feature, worker);
        var left = node.Best.MissingLeft ? counts[BinCuts.Missing] : 0;
        for (var bin = 0; bin <= node.Best.Bin; bin++)
        {
            left += counts[bin];
        }
        if (left >= options.MinRows && node.Count - left >= options.MinRows)
        {
            return;
        }
        node.Best = SplitCandidate.None;
        for (var feature = 0; feature < matrix.Features; feature++)
        {
            if (_active?[feature] ?? true)
            {
                Find(node, feature, worker);
            }
        }
    }

    private void Find(GrowingNode node, int feature, int worker)
    {
        var histogram = (_histograms[worker] ??= new PinnedArray<long>(HistogramKernel.Bins)).Pointer;
        new Span<long>(histogram, HistogramKernel.Bins).Clear();
        var column = matrix.Column(feature);
        var rows = rowsOf(node);
        HistogramKernel.AddOne(histogram, column, matrix.Stride, rows, node.Count, _gradients.Packed.Pointer);
        var counts = options.MinRows > 1 ? Count(node, feature, worker) : null;
        var bins = matrix.Cuts[feature].Count;
        var candidate = _finder.Best(feature, histogram, bins, node.Sum, node.Count, counts, options.MinRows);
        node.Best = candidate.Beats(node.Best) ? candidate : node.Best;
    }

    private int* Count(GrowingNode node, int feature, int worker)
    {
        var counts = (_counts[worker] ??= new PinnedArray<int>(HistogramKernel.Bins)).Pointer;
        new Span<int>(counts, HistogramKernel.Bins).Clear();
        HistogramKernel.CountOne(counts, matrix.Column(feature), matrix.Stride, rowsOf(node), node.Count);
        return counts;
    }
}
