using Quant.Learning.Estimators.Trees;
using Quant.Learning.Models;
using Quant.Learning.Numerics;
using Quant.Learning.Tables;
using Quant.Learning.Threading;
using Quant.Specs;

namespace Quant.Learning.Estimators.GradientBoosting;

/// <summary>One fit: round after round, a tree against the current gradients.</summary>
internal sealed unsafe class BoostingRun
{
    private readonly Parameters _parameters;
    private readonly TrainingData _data;
    private readonly FitContext _context;
    private readonly WorkerTeam _team;
    private readonly BinnedMatrix _matrix;
    private readonly TreeGrower _grower;
    private readonly BoostingLoss _loss;
    private readonly GradientQuantizer _quantizer;
    private readonly EnsembleBuilder _trees;
    private readonly double _learningRate;
    private readonly double _lambda;

    public BoostingRun(Parameters parameters, TrainingData data, FitContext context, WorkerTeam team)
    {
        (_parameters, _data, _context, _team) = (parameters, data, context, team);
        _learningRate = parameters.Number("learningRate");
        _lambda = parameters.Number("lambda");
        _matrix = BinnedMatrix.Of(data.Table.Columns, team);
        _loss = new BoostingLoss(data);
        _quantizer = new GradientQuantizer(data.Rows);
        _trees = new EnsembleBuilder(_matrix);
        var options = new GrowthOptions(
            parameters.Int("maxDepth"),
            parameters.Int("maxLeaves"),
            parameters.Choice("growth") == "leafWise",
            _lambda,
            parameters.Number("gamma"),
            parameters.Number("minChildWeight"),
            parameters.Int("minRows"),
            FeaturesPerNode: 0
        );
        _grower = new TreeGrower(_matrix, options, team);
    }

    /// <param name="stop">Watches rows held back, and says when to stop; null to run all rounds.</param>
    public TreeEnsemble Run(EarlyStopping? stop)
    {
        var rounds = _parameters.Int("rounds");
        var subsample = _parameters.Number("subsample");
        var kept = 0;
        for (var round = 0; round < rounds; round++)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            double* gradients = _quantizer.Gradients.Pointer,
                hessians = _quantizer.Hessians.Pointer;
            _quantizer.Quantize((first, end) => _loss.Derive(first, end, gradients, hessians), _team);
            var seed = SplitMix64.Derive(_context.Seed, (ulong)round);
            var left = Sample(seed, subsample);
            var tree = _grower.Grow(_data.Rows - left.Count, _quantizer, Columns(seed), seed);
            _team.Run(tree.Leaves.Count, (i, _) => SetLeaf(tree, tree.Leaves[i]));
            AddToRowsLeftOut(tree, left);
            _trees.Add(tree);
            kept = round + 1;
            _context.OnRound?.Invoke(kept, rounds);
            if (stop is not null && stop.Observe(tree, _matrix))
            {
                kept = stop.BestRounds;
                break;
            }
        }
        kept = stop is null ? kept : stop.BestRounds;
        GC.KeepAlive(this);
        var logistic = _data.Task == Labels.TaskKind.Classification;
        return _trees.Build(_data.Task, _data.Table.Names, _loss.BaseScore, logistic, kept);
    }

    public double BaseScore => _loss.BaseScore;

    /// <summary>Lists the rows of this round in the grower's buffer; returns those left out.</summary>
    private List<int> Sample(ulong seed, double subsample)
    {
        var rows = _grower.RootRows;
        List<int> left = [];
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            if (subsample >= 1 || (SplitMix64.At(seed, (ulong)row) >> 11) * (1.0 / (1UL << 53)) < subsample)
            {
                rows[count++] = row;
            }
            else
            {
                left.Add(row);
            }
        }
        return left;
    }

    private bool[]? Columns(ulong seed)
    {
        var share = _parameters.Number("columnSample");
        if (share >= 1)
        {
            return null;
        }
        var active = new bool[_matrix.Features];
        var random = new SplitMix64(SplitMix64.Derive(seed, 1));
        foreach (var feature in random.Draw(Math.Max(1, (int)Math.Round(share * active.Length)), active.Length))
        {
            active[feature] = true;
        }
        return active;
    }

    /// <summary>The leaf's value from the unrounded gradients, summed in the order of its rows.</summary>
    private void SetLeaf(GrownTree tree, GrowingNode leaf)
    {
        var rows = _grower.RowsOf(leaf);
        double* gradients = _quantizer.Gradients.Pointer,
            hessians = _quantizer.Hessians.Pointer,
            scores = _loss.Scores.Pointer;
        double g = 0,
            h = 0;
        for (var i = 0; i < leaf.Count; i++)
        {
            g += gradients[rows[i]];
            h += hessians[rows[i]];
        }
        var value = h + _lambda > 0 ? -_learningRate * g / (h + _lambda) : 0;
        for (var i = 0; i < leaf.Count; i++)
        {
            scores[rows[i]] += value;
        }
        tree.Value[leaf.Index] = value;
    }

    private void AddToRowsLeftOut(GrownTree tree, List<int> left)
    {
        const int chunk = 4096;
        _team.Run(
            (left.Count + chunk - 1) / chunk,
            (task, _) =>
            {
                for (var i = task * chunk; i < Math.Min(left.Count, (task + 1) * chunk); i++)
                {
                    _loss.Scores.Pointer[left[i]] += tree.Value[tree.LeafOf(_matrix, left[i])];
                }
            }
        );
    }
}
