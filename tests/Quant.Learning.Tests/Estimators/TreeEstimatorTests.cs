using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Quant.Learning.Estimators;
using Quant.Learning.Estimators.GradientBoosting;
using Quant.Learning.Labels;
using Quant.Learning.Metrics;
using Quant.Learning.Models;
using Quant.Learning.Tests.Golden;
using Quant.Learning.Threading;

namespace Quant.Learning.Tests.Estimators;

public sealed class TreeEstimatorTests
{
    private static readonly (double[][] X, double[] Y, double[] Label) s_train = SharedData.Trees(11, 20_000);
    private static readonly (double[][] X, double[] Y, double[] Label) s_test = SharedData.Trees(12, 20_000);

    [Fact]
    public void Boosting_is_as_good_as_XGBoost()
    {
        (string, object)[] parameters = [("maxDepth", 4)];
        var probability = Predict(Fit("gradientBoosting", TaskKind.Classification, s_train.Label, parameters));
        var value = Predict(Fit("gradientBoosting", TaskKind.Regression, s_train.Y, parameters));

        var auc = ClassificationMetrics.AreaUnderCurve(s_test.Label, probability)!.Value;
        Assert.InRange(auc - GoldenValues.Number("trees", "boostingAuc"), -0.002, 0.002);
        var r2 = RegressionMetrics.Of(s_test.Y, value)!.R2!.Value;
        Assert.InRange(r2 - GoldenValues.Number("trees", "boostingR2"), -0.005, 0.005);
    }

    [Fact]
    public void The_forest_is_as_good_as_that_of_scikit_learn()
    {
        (string, object)[] parameters = [("features", "sqrt")];
        var probability = Predict(Fit("randomForest", TaskKind.Classification, s_train.Label, parameters));
        var value = Predict(Fit("randomForest", TaskKind.Regression, s_train.Y, parameters));

        var auc = ClassificationMetrics.AreaUnderCurve(s_test.Label, probability)!.Value;
        Assert.InRange(auc - GoldenValues.Number("trees", "forestAuc"), -0.005, 0.01);
        var r2 = RegressionMetrics.Of(s_test.Y, value)!.R2!.Value;
        Assert.InRange(r2 - GoldenValues.Number("trees", "forestR2"), -0.02, 0.04);
        Assert.All(probability, p => Assert.InRange(p, 0, 1));
    }

    public static TheoryData<string, TaskKind, (string, object)[]> Variants =>
        new()
        {
            { "gradientBoosting", TaskKind.Classification, [("rounds", 20)] },
            { "gradientBoosting", TaskKind.Regression, [("rounds", 20), ("minRows", 40), ("gamma", 0.5)] },
            {
                "gradientBoosting",
                TaskKind.Classification,
                [("rounds", 20), ("subsample", 0.6), ("columnSample", 0.5), ("growth", "leafWise"), ("maxLeaves", 20)]
            },
            { "gradientBoosting", TaskKind.Regression, [("rounds", 40), ("earlyStoppingRounds", 3)] },
            { "randomForest", TaskKind.Classification, [("trees", 12)] },
            { "randomForest", TaskKind.Regression, [("trees", 12), ("features", "all"), ("maxDepth", 12)] },
        };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Any_number_of_threads_gives_the_same_bits(string kind, TaskKind task, (string, object)[] parameters)
    {
        var target = task == TaskKind.Regression ? s_train.Y : s_train.Label;
        var weights = SharedData.Uniforms(3, target.Length);
        var one = Fit(kind, task, target, parameters, weights, threads: 1);

        foreach (var threads in new[] { 2, 3, 7 })
        {
            var more = Fit(kind, task, target, parameters, weights, threads);
            Assert.Equal(one.BaseScore, more.BaseScore);
            Assert.True(one.Nodes.SequenceEqual(more.Nodes));
            Assert.True(one.Roots.SequenceEqual(more.Roots));
            Assert.Equal(one.Importances, more.Importances);
        }
    }

    /// <summary>Only additions and multiplications made these numbers: any processor must give them.</summary>
    [Fact]
    public void Any_machine_gives_the_same_bits()
    {
        var u = SharedData.Uniforms(99, 4000 * 5);
        double[][] x =
        [
            .. Enumerable.Range(0, 4).Select(j => Enumerable.Range(0, 4000).Select(i => u[i * 5 + j]).ToArray()),
        ];
        double[] score =
        [
            .. Enumerable.Range(0, 4000).Select(i => x[0][i] * x[1][i] - x[2][i] * x[2][i] + u[i * 5 + 4] / 2),
        ];
        var median = score.Order().ElementAt(2000);
        double[] label = [.. score.Select(s => s >= median ? 1.0 : 0.0)];
        var data = SharedData.Data(TaskKind.Classification, x, label);
        var predicted = new double[4000];
        SpecParams
            .Estimator("gradientBoosting")
            .Fit(data, new FitContext(Threads: 2))
            .Predict(data.Table, 0, predicted);

        var hash = SHA256.HashData(MemoryMarshal.AsBytes(predicted.AsSpan()));
        Assert.Equal("47e30ee53c09e86a", Convert.ToHexStringLower(hash)[..16]);
    }

    [Fact]
    public void Another_seed_draws_other_rows_and_the_same_seed_the_same()
    {
        (string, object)[] parameters = [("rounds", 5), ("subsample", 0.5)];
        var first = Fit("gradientBoosting", TaskKind.Regression, s_train.Y, parameters, seed: 1);

        Assert.True(
            first.Nodes.SequenceEqual(
                Fit("gradientBoosting", TaskKind.Regression, s_train.Y, parameters, seed: 1).Nodes
            )
        );
        Assert.False(
            first.Nodes.SequenceEqual(
                Fit("gradientBoosting", TaskKind.Regression, s_train.Y, parameters, seed: 2).Nodes
            )
        );
    }

    [Fact]
    public void A_row_of_weight_three_counts_as_three_rows()
    {
        var (x, y, _) = SharedData.Trees(21, 600);
        double[] weights = [.. Enumerable.Range(0, 600).Select(i => i % 5 == 0 ? 3.0 : 1.0)];
        int[] repeated = [.. Enumerable.Range(0, 600).SelectMany(i => Enumerable.Repeat(i, (int)weights[i]))];
        // Bins hold equal numbers of rows, not of weight; with few distinct values each has its own bin either way.
        x = [.. x.Select(column => column.Select(value => Math.Round(value, 2)).ToArray())];
        var data = SharedData.Data(TaskKind.Regression, x, y, weights);
        var estimator = SpecParams.Estimator("gradientBoosting", ("rounds", 10), ("minChildWeight", 8.0));
        var (one, other) = (new double[600], new double[600]);

        estimator.Fit(data, new FitContext()).Predict(data.Table, 0, one);
        estimator.Fit(data.Gather(repeated) with { Weights = null }, new FitContext()).Predict(data.Table, 0, other);

        for (var i = 0; i < 600; i++)
        {
            Assert.Equal(one[i], other[i], 1e-9);
        }
    }

    [Fact]
    public void Missing_values_go_where_training_says_they_belong()
    {
        double[] x = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? double.NaN : i % 4)];
        foreach (var like in new[] { 1.0, 3.0 })
        {
            double[] y = [.. x.Select(value => (double.IsNaN(value) ? like : value) <= 1 ? 0.0 : 1.0)];
            var data = SharedData.Data(TaskKind.Classification, [x], y);
            var model = SpecParams
                .Estimator("gradientBoosting", ("rounds", 50), ("learningRate", 0.3))
                .Fit(data, new FitContext());
            var predicted = new double[4];
            model.Predict(data.Table, 0, predicted);

            Assert.Equal(like > 2, predicted[0] > 0.5);
            Assert.True(predicted[1] < 0.05 && predicted[3] > 0.95);
        }
    }

    [Fact]
    public void That_a_value_is_missing_can_itself_be_what_matters()
    {
        double[] x = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? double.NaN : i % 4)];
        double[] y = [.. x.Select(value => double.IsNaN(value) ? 1.0 : 0.0)];
        var data = SharedData.Data(TaskKind.Classification, [x], y);
        var model = (TreeEnsemble)
            SpecParams
                .Estimator("gradientBoosting", ("rounds", 30), ("maxDepth", 1), ("learningRate", 0.5))
                .Fit(data, new FitContext());
        var predicted = new double[4];
        model.Predict(data.Table, 0, predicted);

        Assert.True(predicted[0] > 0.95);
        Assert.All(predicted[1..], p => Assert.True(p < 0.05));
    }

    [Theory]
    [InlineData("levelWise")]
    [InlineData("leafWise")]
    public void No_leaf_has_fewer_rows_than_asked_for(string growth)
    {
        var (x, y, _) = SharedData.Trees(31, 3000);
        var data = SharedData.Data(TaskKind.Regression, x, y);
        foreach (var kind in new[] { "gradientBoosting", "randomForest" })
        {
            (string, object)[] parameters =
                kind == "randomForest"
                    ? [("trees", 5), ("minRows", 60), ("bootstrap", false), ("features", "all")]
                    : [("rounds", 5), ("minRows", 60), ("growth", growth), ("maxDepth", 10)];
            var model = (TreeEnsemble)SpecParams.Estimator(kind, parameters).Fit(data, new FitContext());
            foreach (var root in model.Roots)
            {
                var counts = new Dictionary<int, int>();
                for (var row = 0; row < 3000; row++)
                {
                    var leaf = LeafOf(model, root, x, row);
                    counts[leaf] = counts.GetValueOrDefault(leaf) + 1;
                }
                Assert.True(counts.Count > 4);
                Assert.All(counts.Values, count => Assert.True(count >= 60));
            }
        }
    }

    [Fact]
    public void Leaf_wise_growth_keeps_to_the_number_of_leaves()
    {
        var model = Fit(
            "gradientBoosting",
            TaskKind.Regression,
            s_train.Y,
            [("rounds", 3), ("growth", "leafWise"), ("maxLeaves", 13), ("maxDepth", 12)]
        );

        for (var tree = 0; tree < 3; tree++)
        {
            var end = tree < 2 ? model.Roots[tree + 1] : model.Nodes.Length;
            var leaves = 0;
            foreach (var node in model.Nodes[model.Roots[tree]..end])
            {
                leaves += node.Feature < 0 ? 1 : 0;
            }
            Assert.Equal(13, leaves);
        }
    }

    [Fact]
    public void Early_stopping_keeps_the_trees_that_helped_and_uses_no_label_known_later()
    {
        var noise = SharedData.Uniforms(77, 2000);
        double[][] x = [SharedData.Uniforms(78, 2000), SharedData.Uniforms(79, 2000)];
        double[] y = [.. noise.Select((u, i) => 4 * (u - 0.5) + x[0][i])];
        var data = SharedData.Data(TaskKind.Regression, x, y) with
        {
            LabelEnd = [.. Enumerable.Range(0, 2000).Select(i => i + 100)],
        };
        var estimator = SpecParams.Estimator("gradientBoosting", ("rounds", 300), ("earlyStoppingRounds", 5));
        var model = (TreeEnsemble)estimator.Fit(data, new FitContext());
        Assert.InRange(model.Roots.Length, 1, 100);

        // Rows 1500 to 1599 have labels that reach into the rows held back, 1600 to 1999: they must not matter.
        double[] other = [.. y.Select((value, i) => i is >= 1500 and < 1600 ? -value * 100 : value)];
        var same = (TreeEnsemble)estimator.Fit(data with { Target = other }, new FitContext());
        Assert.True(model.Nodes.SequenceEqual(same.Nodes));
    }

    [Fact]
    public void Importance_goes_to_the_columns_that_matter()
    {
        var model = Fit("gradientBoosting", TaskKind.Regression, s_train.Y, [("rounds", 30)]);

        Assert.Equal(1, model.Importances.Sum(importance => importance.Share), 1e-9);
        var byShare = model.Importances.OrderByDescending(importance => importance.Share).Take(5);
        Assert.Equal(["x0", "x1", "x2", "x3", "x4"], byShare.Select(importance => importance.Feature).Order());
        Assert.All(byShare, importance => Assert.True(importance.Splits > 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_fit_can_be_cancelled_between_rounds(int threads)
    {
        using var source = new CancellationTokenSource();
        var data = SharedData.Data(TaskKind.Regression, s_train.X, s_train.Y);
        foreach (var kind in new[] { "gradientBoosting", "randomForest" })
        {
            var context = new FitContext(
                Threads: threads,
                OnRound: (_, _) => source.Cancel(),
                Cancellation: source.Token
            );
            Assert.ThrowsAny<OperationCanceledException>(() => SpecParams.Estimator(kind).Fit(data, context));
        }
    }

    private static TreeEnsemble Fit(
        string kind,
        TaskKind task,
        double[] target,
        (string, object)[] parameters,
        double[]? weights = null,
        int threads = 2,
        ulong seed = 9
    )
    {
        var data = SharedData.Data(task, s_train.X, target, weights);
        var context = new FitContext(seed, threads);
        var estimator = SpecParams.Estimator(kind, parameters);
        if (estimator is not GradientBoostingEstimator boosting)
        {
            return (TreeEnsemble)estimator.Fit(data, context);
        }
        // By itself it would take fewer workers for data this small.
        using var team = new WorkerTeam(threads);
        return (TreeEnsemble)boosting.Fit(data, context, team);
    }

    private static double[] Predict(TreeEnsemble model)
    {
        var predicted = new double[s_test.Y.Length];
        model.Predict(SharedData.Table(s_test.X), 0, predicted);
        return predicted;
    }

    private static int LeafOf(TreeEnsemble model, int root, double[][] x, int row)
    {
        var at = root;
        while (model.Nodes[at].Feature >= 0)
        {
            var node = model.Nodes[at];
            var value = x[node.Feature][row];
            var left = double.IsNaN(value) ? node.MissingLeft : value <= node.Value;
            at = root + node.Left + (left ? 0 : 1);
        }
        return at;
    }
}
