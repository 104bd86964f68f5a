using Quant.Learning.Estimators.Trees;
using Quant.Learning.Numerics;
using Quant.Learning.Threading;

namespace Quant.Learning.Estimators.RandomForest;

/// <summary>Grows trees of a forest one at a time, in buffers of its own.</summary>
internal sealed unsafe class TreePlanter(
    TrainingData data,
    double mean,
    BinnedMatrix matrix,
    GrowthOptions options,
    WorkerTeam alone
)
{
    private readonly TreeGrower _grower = new(matrix, options, alone);
    private readonly GradientQuantizer _quantizer = new(data.Rows);
    private readonly int[] _drawn = new int[data.Rows];

    /// <summary>Grows the tree of a seed.</summary>
    /// <param name="seed">Decides its rows and its nodes' features.</param>
    /// <param name="bootstrap">Whether rows are drawn with replacement; else it sees each row once.</param>
    /// <param name="share">What its leaves' values are multiplied by.</param>
    public GrownTree Grow(ulong seed, bool bootstrap, double share)
    {
        Draw(seed, bootstrap);
        // Squared error about the mean: the optimal leaf value −G/H is then the leaf's mean less the overall mean.
        double* gradients = _quantizer.Gradients.Pointer,
            hessians = _quantizer.Hessians.Pointer;
        _quantizer.Quantize(
            (first, end) =>
            {
                for (var row = first; row < end; row++)
                {
                    var weight = _drawn[row] * (data.Weights?[row] ?? 1);
                    gradients[row] = -weight * (data.Target[row] - mean);
                    hessians[row] = weight;
                }
            },
            alone
        );
        var rows = _grower.RootRows;
        var count = 0;
        for (var row = 0; row < _drawn.Length; row++)
        {
            if (hessians[row] > 0)
            {
                rows[count++] = row;
            }
        }
        var tree = _grower.Grow(count, _quantizer, null, seed);
        foreach (var leaf in tree.Leaves)
        {
            var leafRows = _grower.RowsOf(leaf);
            double g = 0,
                h = 0;
            for (var i = 0; i < leaf.Count; i++)
            {
                g += gradients[leafRows[i]];
                h += hessians[leafRows[i]];
            }
            tree.Value[leaf.Index] = h > 0 ? -g / h * share : 0;
        }
        return tree;
    }

    private void Draw(ulong seed, bool bootstrap)
    {
        Array.Fill(_drawn, bootstrap ? 0 : 1);
        if (bootstrap)
        {
            var random = new SplitMix64(SplitMix64.Derive(seed, 2));
            for (var i = 0; i < _drawn.Length; i++)
            {
                _drawn[random.NextBelow(_drawn.Length)]++;
            }
        }
    }
}
