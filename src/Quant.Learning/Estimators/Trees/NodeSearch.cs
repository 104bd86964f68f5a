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
    private readonly FeatureSearch _features = new(matrix, options, team, rowsOf);
    private GradientQuantizer _gradients = null!;
    private SplitFinder _finder = null!;
    private bool[]? _active;
    private bool[] _narrow = [];

    /// <summary>Sets what the next tree is grown from.</summary>
    public void Begin(GradientQuantizer gradients, bool[]? active, ulong seed)
    {
        (_gradients, _active) = (gradients, active);
        _finder = new SplitFinder(
            options.Lambda,
            options.MinChildWeight,
            gradients.GradientScale,
            gradients.HessianScale
        );
        _features.Begin(gradients, _finder, active, seed);
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
            _features.SearchDrawn([root]);
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
        _features.KeepMinRows([root]);
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
            _features.SearchDrawn(children);
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
        _features.KeepMinRows(children);
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
                var candidate = _finder.Best(feature, histogram + j * HistogramKernel.Bins, bins, node.Sum, node.Count);
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
}

/// <summary>Gives the row list of a node.</summary>
internal unsafe delegate int* NodeRows(GrowingNode node);
