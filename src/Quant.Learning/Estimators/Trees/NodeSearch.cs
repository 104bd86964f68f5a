using Quant.Learning.Numerics;
using Quant.Learning.Threading;

namespace Quant.Learning.Estimators.Trees;

/// <summary>A node that has been split, and its children.</summary>
internal readonly record struct Family(GrowingNode Parent, GrowingNode Left, GrowingNode Right);

/// <summary>
/// Finds the best split of new nodes. One task is one block of features of one family: it builds the smaller child's
/// histograms, subtracts them from the parent's to get the larger child's, and searches both while they are in cache.
/// </summary>
internal sealed unsafe class NodeSearch(BinnedMatrix matrix, GrowthOptions options, WorkerTeam team, NodeRows rowsOf)
{
    private readonly Stack<PinnedArray<long>> _pool = [];
    private readonly PinnedArray<long>?[] _scratch = new PinnedArray<long>?[team.Count];
    private readonly PinnedArray<int>?[] _counts = new PinnedArray<int>?[team.Count];
    private GradientQuantizer _gradients = null!;
    private SplitFinder _finder = null!;
    private bool[]? _active;
    private ulong _seed;
    private bool[] _narrow = [];

    /// <summary>Sets what the next tree is grown from.</summary>
    public void Begin(GradientQuantizer gradients, bool[]? active, ulong seed)
    {
        (_gradients, _active, _seed) = (gradients, active, seed);
        _finder = new SplitFinder(
            options.Lambda,
            options.MinChildWeight,
            gradients.GradientScale,
            gradients.HessianScale
        );
        _narrow = new bool[matrix.Blocks];
        for (var block = 0; block < matrix.Blocks; block++)
        {
            var used = 0;
            for (var j = 0; j < matrix.Width(block); j++)
            {
                used += active?[matrix.FirstFeature(block) + j] ?? true ? 1 : 0;
            }
            _narrow[block] = used * 3 < matrix.Width(block) * 2;
        }
    }

    /// <summary>Gives a node's histograms back.</summary>
    public void Release(GrowingNode node)
    {
        if (node.Histogram is { } histogram)
        {
            node.Histogram = null;
            _pool.Push(histogram);
        }
    }

    public void SearchRoot(GrowingNode root)
    {
        if (!Worthwhile(root))
        {
            return;
        }
        if (options.FeaturesPerNode > 0)
        {
            SearchDrawn([root]);
            return;
        }
        root.Histogram = Rent();
        var found = new SplitCandidate[matrix.Blocks];
        team.Run(
            matrix.Blocks,
            (block, _) =>
            {
                Build(root, BlockOf(root.Histogram, block), block);
                found[block] = Find(root, BlockOf(root.Histogram, block), block);
            }
        );
        root.Best = Best(found);
        KeepMinRows([root]);
    }

    public void SearchChildren(List<Family> families)
    {
        var searched = families.Where(family => Worthwhile(family.Left) || Worthwhile(family.Right)).ToList();
        foreach (var family in families.Except(searched))
        {
            Release(family.Parent);
        }
        var children = searched.SelectMany(family => new[] { family.Left, family.Right }).Where(Worthwhile).ToList();
        if (options.FeaturesPerNode > 0)
        {
            SearchDrawn(children);
            return;
        }
        var blocks = matrix.Blocks;
        var last = children.Count > 0 && children[0].Depth == options.MaxDepth - 1;
        foreach (var (parent, left, right) in searched)
        {
            var (small, large) = left.Count <= right.Count ? (left, right) : (right, left);
            large.Histogram = parent.Histogram;
            parent.Histogram = null;
            small.Histogram = last ? null : Rent();
        }
        var found = new SplitCandidate[searched.Count * 2 * blocks];
        team.Run(
            searched.Count * blocks,
            (task, worker) =>
            {
                var (_, left, right) = searched[task / blocks];
                var block = task % blocks;
                var (small, large) = left.Count <= right.Count ? (left, right) : (right, left);
                var histogram = small.Histogram is { } kept ? BlockOf(kept, block) : Scratch(worker);
                Build(small, histogram, block);
                var rest = BlockOf(large.Histogram!, block);
                HistogramKernel.Subtract(rest, histogram, matrix.Width(block) * HistogramKernel.Bins);
                var at = task / blocks * 2 * blocks + block;
                found[small == left ? at : at + blocks] = Find(small, histogram, block);
                found[large == left ? at : at + blocks] = Find(large, rest, block);
            }
        );
        for (var i = 0; i < searched.Count; i++)
        {
            Keep(searched[i].Left, found.AsSpan(2 * i * blocks, blocks));
            Keep(searched[i].Right, found.AsSpan((2 * i + 1) * blocks, blocks));
        }
        KeepMinRows(children);
        if (last)
        {
            // Their children are leaves, which need no histograms.
            children.ForEach(Release);
        }
    }

    private bool Worthwhile(GrowingNode node) => node.Depth < options.MaxDepth && node.Count >= 2 * options.MinRows;

    private PinnedArray<long> Rent() =>
        _pool.TryPop(out var free) ? free : new PinnedArray<long>(matrix.Blocks * matrix.Stride * HistogramKernel.Bins);

    private long* Scratch(int worker) =>
        (_scratch[worker] ??= new PinnedArray<long>(matrix.Stride * HistogramKernel.Bins)).Pointer;

    private long* BlockOf(PinnedArray<long> histogram, int block) =>
        histogram.Pointer + (nint)matrix.FirstFeature(block) * HistogramKernel.Bins;

    private void Build(GrowingNode node, long* histogram, int block)
    {
        var width = matrix.Width(block);
        var packed = _gradients.Packed.Pointer;
        new Span<long>(histogram, width * HistogramKernel.Bins).Clear();
        if (!_narrow[block])
        {
            HistogramKernel.Add(histogram, matrix.Block(block), matrix.Stride, width, rowsOf(node), node.Count, packed);
            return;
        }
        for (var j = 0; j < width; j++)
        {
            if (_active![matrix.FirstFeature(block) + j])
            {
                HistogramKernel.AddOne(
                    histogram + j * HistogramKernel.Bins,
                    matrix.Block(block) + j,
                    matrix.Stride,
                    rowsOf(node),
                    node.Count,
                    packed
                );
            }
        }
    }

    private SplitCandidate Find(GrowingNode node, long* histogram, int block)
    {
        var best = SplitCandidate.None;
        for (var j = 0; j < matrix.Width(block); j++)
        {
            var feature = matrix.FirstFeature(block) + j;
            if (_active?[feature] ?? true)
            {
                var bins = matrix.Cuts[feature].Count;
                var candidate = _finder.Best(feature, histogram + j * HistogramKernel.Bins, bins, node.Sum);
                best = candidate.Beats(best) ? candidate : best;
            }
        }
        return best;
    }

    private void Keep(GrowingNode node, ReadOnlySpan<SplitCandidate> found)
    {
        if (Worthwhile(node))
        {
            node.Best = Best(found);
        }
    }

    private static SplitCandidate Best(ReadOnlySpan<SplitCandidate> found)
    {
        var best = SplitCandidate.None;
        foreach (ref readonly var candidate in found)
        {
            best = candidate.Beats(best) ? candidate : best;
        }
        return best;
    }

    /// <summary>
    /// Counts rows only where a best split might break the limit, since most nodes are far from it.
    /// </summary>
    private void KeepMinRows(List<GrowingNode> nodes)
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
                FindCounted(node, feature, worker);
            }
        }
    }

    private void SearchDrawn(List<GrowingNode> nodes) =>
        team.Run(
            nodes.Count,
            (i, worker) =>
            {
                var node = nodes[i];
                var random = new SplitMix64(SplitMix64.Derive(_seed, (ulong)node.Index));
                foreach (var feature in random.Draw(options.FeaturesPerNode, matrix.Features))
                {
                    FindCounted(node, feature, worker);
                }
            }
        );

    private void FindCounted(GrowingNode node, int feature, int worker)
    {
        var histogram = Scratch(worker);
        new Span<long>(histogram, HistogramKernel.Bins).Clear();
        var column = matrix.Column(feature);
        var rows = rowsOf(node);
        HistogramKernel.AddOne(histogram, column, matrix.Stride, rows, node.Count, _gradients.Packed.Pointer);
        var counts = options.MinRows > 1 ? Count(node, feature, worker) : null;
        var bins = matrix.Cuts[feature].Count;
        var candidate = _finder.Best(feature, histogram, bins, node.Sum, counts, node.Count, options.MinRows);
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

/// <summary>Gives the row list of a node.</summary>
internal unsafe delegate int* NodeRows(GrowingNode node);
