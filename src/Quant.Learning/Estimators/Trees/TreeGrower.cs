using Quant.Learning.Numerics;
using Quant.Learning.Threading;

namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// Grows one tree after another over the same binned rows. Row lists are split in place of copies of the data; sums are
/// integers, so the tree is the same for any number of workers.
/// </summary>
internal sealed unsafe class TreeGrower
{
    private readonly BinnedMatrix _matrix;
    private readonly GrowthOptions _options;
    private readonly WorkerTeam _team;
    private readonly NodeSearch _search;
    private readonly PinnedArray<int>[] _rows;
    private readonly PinnedArray<int>?[] _spare;

    public TreeGrower(BinnedMatrix matrix, GrowthOptions options, WorkerTeam team)
    {
        (_matrix, _options, _team) = (matrix, options, team);
        _rows = [new PinnedArray<int>(matrix.Rows), new PinnedArray<int>(matrix.Rows)];
        _spare = new PinnedArray<int>?[team.Count];
        _search = new NodeSearch(matrix, options, team, node => RowsOf(node));
    }

    /// <summary>Where the caller puts the row numbers of the next tree, ascending.</summary>
    public Span<int> RootRows => _rows[0].Span;

    /// <summary>The rows of a node that has not been split.</summary>
    public int* RowsOf(GrowingNode node) => _rows[node.Depth & 1].Pointer + node.Start;

    /// <summary>Grows a tree; its leaves' values are left for the caller to set.</summary>
    /// <param name="count">How many of <see cref="RootRows"/> take part.</param>
    /// <param name="gradients">The rounded gradients of all rows.</param>
    /// <param name="active">The features the tree may use; null for all.</param>
    /// <param name="seed">Decides which features each node may choose from, where not all.</param>
    public GrownTree Grow(int count, GradientQuantizer gradients, bool[]? active, ulong seed)
    {
        var tree = new GrownTree();
        long sum = 0;
        var rows = _rows[0].Pointer;
        var packed = gradients.Packed.Pointer;
        for (var i = 0; i < count; i++)
        {
            sum += packed[rows[i]];
        }
        var root = new GrowingNode(tree.AddLeaf(), 0, 0, count, sum);
        _search.Begin(gradients, active, seed);
        _search.SearchRoot(root);
        if (_options.LeafWise)
        {
            GrowLeafWise(tree, root);
        }
        else
        {
            GrowLevelWise(tree, root);
        }
        return tree;
    }

    private void GrowLevelWise(GrownTree tree, GrowingNode root)
    {
        List<GrowingNode> level = [root];
        var leaves = 1;
        while (level.Count > 0)
        {
            var splits = new List<GrowingNode>(level.Count);
            foreach (var node in level)
            {
                if (MaySplit(node) && (_options.MaxLeaves == 0 || leaves < _options.MaxLeaves))
                {
                    splits.Add(node);
                    leaves++;
                }
                else
                {
                    Finish(tree, node);
                }
            }
            level = Split(tree, splits);
        }
    }

    private void GrowLeafWise(GrownTree tree, GrowingNode root)
    {
        List<GrowingNode> open = [root];
        var leaves = 1;
        while (open.Count > 0)
        {
            var chosen = open[0];
            foreach (var node in open)
            {
                if (node.Best.Gain > chosen.Best.Gain)
                {
                    chosen = node;
                }
            }
            open.Remove(chosen);
            if (!MaySplit(chosen) || (_options.MaxLeaves > 0 && leaves >= _options.MaxLeaves))
            {
                Finish(tree, chosen);
                continue;
            }
            open.AddRange(Split(tree, [chosen]));
            leaves++;
        }
    }

    private bool MaySplit(GrowingNode node) => node.Best.Feature >= 0 && node.Best.Gain > _options.Gamma;

    private void Finish(GrownTree tree, GrowingNode node)
    {
        _search.Release(node);
        tree.Leaves.Add(node);
    }

    private List<GrowingNode> Split(GrownTree tree, List<GrowingNode> nodes)
    {
        _team.Run(nodes.Count, (i, worker) => Partition(nodes[i], worker));
        var families = new List<Family>(nodes.Count);
        var children = new List<GrowingNode>(nodes.Count * 2);
        foreach (var node in nodes)
        {
            var leftIndex = tree.AddLeaf();
            var rightIndex = tree.AddLeaf();
            var best = node.Best;
            tree.Split(node.Index, best, leftIndex);
            var depth = node.Depth + 1;
            var left = new GrowingNode(leftIndex, depth, node.Start, node.LeftCount, best.Left);
            var right = new GrowingNode(
                rightIndex,
                depth,
                node.Start + node.LeftCount,
                node.Count - node.LeftCount,
                node.Sum - best.Left
            );
            families.Add(new Family(node, left, right));
            children.Add(left);
            children.Add(right);
        }
        _search.SearchChildren(families);
        return children;
    }

    private void Partition(GrowingNode node, int worker)
    {
        var spare = _spare[worker] ??= new PinnedArray<int>(_matrix.Rows);
        node.LeftCount = RowPartition.Split(
            RowsOf(node),
            node.Count,
            _rows[(node.Depth + 1) & 1].Pointer + node.Start,
            _matrix.Column(node.Best.Feature),
            _matrix.Stride,
            node.Best.Bin,
            node.Best.MissingLeft,
            spare.Pointer
        );
    }
}
