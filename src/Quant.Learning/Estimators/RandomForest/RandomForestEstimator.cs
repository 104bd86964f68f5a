using Quant.Learning.Estimators.Trees;
using Quant.Learning.Labels;
using Quant.Learning.Models;
using Quant.Learning.Numerics;
using Quant.Learning.Threading;
using Quant.Specs;

namespace Quant.Learning.Estimators.RandomForest;

/// <summary>
/// Random forest (Breiman 2001) on the boosted trees' histograms: each tree sees rows drawn with replacement, each node
/// some of the features; leaves hold the mean target, the forest the mean of its trees. For classes the split criterion
/// is Gini's, which for 0 and 1 is the variance.
/// </summary>
internal sealed class RandomForestEstimator(Parameters parameters) : IEstimator
{
    public static readonly EstimatorDefinition Definition = new(
        "randomForest",
        "Random forest",
        "The mean of many trees, each grown on its own draw of rows; takes missing values as they are.",
        [TaskKind.Regression, TaskKind.Classification],
        [
            ParameterDefinition.Integer("trees", 100, 1, 10_000, "Number of trees."),
            ParameterDefinition.Integer("maxDepth", 8, 1, 30, "Most splits between root and leaf."),
            ParameterDefinition.Integer("minRows", 5, 1, 1_000_000, "Least distinct rows in a leaf."),
            ParameterDefinition.Choice(
                "features",
                "sqrt",
                ["sqrt", "log2", "third", "all"],
                "How many features each node may choose from, as a function of how many there are."
            ),
            ParameterDefinition.Flag("bootstrap", true, "Draw rows with replacement for each tree."),
        ],
        [],
        bound => new RandomForestEstimator(bound)
    );

    public IFittedModel Fit(TrainingData data, FitContext context)
    {
        var count = parameters.Int("trees");
        using var team = new WorkerTeam(context.Threads);
        using var alone = new WorkerTeam(1);
        var matrix = BinnedMatrix.Of(data.Table.Columns, team);
        var mean = Mean(data);
        var options = new GrowthOptions(
            parameters.Int("maxDepth"),
            MaxLeaves: 0,
            LeafWise: false,
            Lambda: 0,
            Gamma: 0,
            MinChildWeight: 0,
            parameters.Int("minRows"),
            FeaturesPerNode(data.Table.Names.Count)
        );
        var planters = new TreePlanter?[team.Count];
        var grown = new GrownTree[count];
        var done = 0;
        team.Run(
            count,
            (tree, worker) =>
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var planter = planters[worker] ??= new TreePlanter(data, mean, matrix, options, alone);
                grown[tree] = planter.Grow(
                    SplitMix64.Derive(context.Seed, (ulong)tree),
                    parameters.Flag("bootstrap"),
                    1.0 / count
                );
                context.OnRound?.Invoke(Interlocked.Increment(ref done), count);
            }
        );
        var forest = new EnsembleBuilder(matrix);
        foreach (var tree in grown)
        {
            forest.Add(tree);
        }
        return forest.Build(data.Task, data.Table.Names, mean, logistic: false, count);
    }

    private int FeaturesPerNode(int features) =>
        parameters.Choice("features") switch
        {
            "sqrt" => Math.Max(1, (int)Math.Round(Math.Sqrt(features))),
            "log2" => Math.Max(1, (int)Math.Round(Math.Log2(features))),
            "third" => Math.Max(1, (features + 2) / 3),
            _ => 0,
        };

    private static double Mean(TrainingData data)
    {
        double sum = 0,
            weight = 0;
        for (var i = 0; i < data.Rows; i++)
        {
            var w = data.Weights?[i] ?? 1;
            sum += w * data.Target[i];
            weight += w;
        }
        return weight > 0 ? sum / weight : 0;
    }
}
