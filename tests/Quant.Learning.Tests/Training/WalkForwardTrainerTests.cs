using Quant.Features.Frames;
using Quant.Learning.Estimators;
using Quant.Learning.Folds;
using Quant.Learning.Labels;
using Quant.Learning.Models;
using Quant.Learning.Numerics;
using Quant.Learning.Training;
using Quant.Learning.Transforms;
using Quant.Learning.Transforms.Affine;

namespace Quant.Learning.Tests.Training;

public sealed class WalkForwardTrainerTests
{
    public static TheoryData<string> Kinds => [.. EstimatorCatalog.All.Select(definition => definition.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Predictions_made_before_a_time_do_not_change_when_what_follows_is_cut_off(string kind)
    {
        var input = MadeUpMarket.Input(700);
        var spec = Spec(kind).Bind();
        var whole = WalkForwardTrainer.Train(input, spec, threads: 2);
        foreach (var count in new[] { 699, 655, 500, 450 })
        {
            var cut = WalkForwardTrainer.Train(MadeUpMarket.Cut(input, count), spec);
            Assert.Equal(Bits(whole.Predictions.AsSpan(0, count)), Bits(cut.Predictions));
            Assert.Equal(whole.FoldOfRow[..count], cut.FoldOfRow);
        }
        Assert.Equal(700 - 300 - 1, whole.Predictions.Count(p => !double.IsNaN(p)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_the_test_rows_look_like_does_not_change_the_model_that_judges_them(string kind)
    {
        var input = MadeUpMarket.Input(700);
        var spec = Spec(kind).Bind();
        var before = WalkForwardTrainer.Train(input, spec);
        var columns = input.Features.Columns.Select(column => (double[])column.Clone()).ToArray();
        var last = before.Folds[^1];
        var first = Array.IndexOf(input.Bars.Ts, last.TestFirst);
        foreach (var column in columns)
        {
            Array.Reverse(column, first, last.TestRows);
            column[first] = 1e6;
        }
        var features = new FeatureFrame(input.Features.Ts, input.Features.Names, columns);
        var after = WalkForwardTrainer.Train(input with { Features = features }, spec);

        var probe = Tables.ColumnTable.Of(input.Features);
        var (one, other) = (new double[600], new double[600]);
        before.FoldModels[^1].Predict(probe, 100, one);
        after.FoldModels[^1].Predict(probe, 100, other);
        Assert.Equal(Bits(one), Bits(other));
        Assert.Equal(last.InSample, after.Folds[^1].InSample);
    }

    [Theory]
    [InlineData("gradientBoosting")]
    [InlineData("logistic")]
    public void A_feature_that_knows_the_future_of_test_rows_only_is_of_no_use(string kind)
    {
        var input = MadeUpMarket.Input(2000);
        var label = new LabelSpec("sign", SpecParams.Of(("horizon", 3))).Bind().Make(input.Bars);
        var random = new SplitMix64(3);
        const int tested = 1500;
        var oracle = new double[2000];
        for (var row = 0; row < oracle.Length; row++)
        {
            oracle[row] = row >= tested && !double.IsNaN(label.Values[row]) ? label.Values[row] : random.NextBelow(2);
        }
        var features = new FeatureFrame(input.Features.Ts, ["oracle"], [oracle]);
        var spec = new TrainingSpec(
            new LabelSpec("sign", SpecParams.Of(("horizon", 3))),
            new FoldPlanSpec("expanding", SpecParams.Of(("minTrainRows", tested), ("folds", 1))),
            new EstimatorSpec(kind)
        ).Bind();
        var result = WalkForwardTrainer.Train(input with { Features = features }, spec);

        // With a look into the test rows the probabilities would be near 0 and 1 and the log loss near 0.
        Assert.InRange(result.OutOfSample.Classification!.LogLoss, 0.60, 0.80);
        var (low, high) = (result.Predictions[tested..].Min(), result.Predictions[tested..].Max());
        Assert.True(high - low < 0.15, $"{low} to {high}");
    }

    [Fact]
    public void Scalers_are_fitted_to_the_training_rows_of_their_fold_and_to_no_others()
    {
        var input = MadeUpMarket.Input(700);
        var spec = Spec("ridge").Bind();
        var result = WalkForwardTrainer.Train(input, spec);
        var labels = result.Labels;
        var folds = spec.Folds.Divide(new FoldInput(input.FirstRow(), labels));

        Assert.Equal(4, folds.Count);
        for (var i = 0; i < folds.Count; i++)
        {
            var scaler = Assert.IsType<AffineColumns>(result.FoldModels[i].Pipeline.Steps[^1]);
            var column = input.Features["return_4"];
            double[] known = [.. folds[i].TrainRows.Select(row => column[row]).Where(x => !double.IsNaN(x))];
            var at = scaler.Columns.ToList().IndexOf("return_4");
            var median = known.Order().ElementAt(known.Length / 2);
            // The imputer stands before the scaler: missing values count as the median of the known ones.
            double[] imputed = [.. folds[i].TrainRows.Select(row => double.IsNaN(column[row]) ? median : column[row])];
            Assert.Equal(imputed.Average(), scaler.Center[at], 1e-5);
            Assert.Equal(folds[i].TrainRows.Length, result.Folds[i].TrainRows);
            Assert.Equal(folds[i].Purged, result.Folds[i].Purged);
            Assert.True(folds[i].Purged >= 3);
        }
    }

    [Fact]
    public void A_report_says_what_was_trained_and_tested_when()
    {
        var input = MadeUpMarket.Input(700);
        var result = WalkForwardTrainer.Train(input, Spec("gradientBoosting").Bind());

        Assert.True(result.IsCausal);
        Assert.Equal(result.Predictions.Count(p => !double.IsNaN(p)), result.Folds.Sum(fold => fold.TestRows));
        foreach (var fold in result.Folds)
        {
            Assert.True(fold.TrainLast < fold.TestFirst && fold.TestFirst < fold.TestLast);
            var rows = result.FoldOfRow.Index().Where(pair => pair.Item == fold.Number).Select(pair => pair.Index);
            Assert.Equal(fold.TestFirst, result.Ts[rows.First()]);
            Assert.Equal(fold.TestLast, result.Ts[rows.Last()]);
            Assert.NotNull(fold.OutOfSample.Regression);
        }
        Assert.Equal(700 - 300 - 1 - 3, result.OutOfSample.Rows);
        Assert.True(result.InSample.Regression!.R2 > result.OutOfSample.Regression!.R2);
        Assert.Equal(input.Bars.Ts[^1], result.FinalRange.LabelsKnown);
        Assert.Equal(input.Bars.Ts[^4], result.FinalRange.Last);
        Assert.Equal(input.Features.Names, result.Importances.Select(importance => importance.Feature));
    }

    [Fact]
    public void Rows_in_the_warm_up_are_neither_trained_on_nor_predicted()
    {
        var input = MadeUpMarket.Input(700) with { WarmUp = 40 };
        var result = WalkForwardTrainer.Train(input, Spec("gradientBoosting").Bind());

        Assert.All(result.Predictions[..340], p => Assert.True(double.IsNaN(p)));
        Assert.False(double.IsNaN(result.Predictions[340]));
        Assert.Equal(input.Bars.Ts[40], result.Folds[0].TrainFirst);
    }

    [Fact]
    public void A_row_of_which_nothing_is_known_has_no_prediction()
    {
        var input = MadeUpMarket.Input(700);
        foreach (var column in input.Features.Columns)
        {
            column[520] = double.NaN;
        }
        foreach (var kind in new[] { "gradientBoosting", "ridge" })
        {
            var result = WalkForwardTrainer.Train(input, Spec(kind).Bind());
            Assert.True(double.IsNaN(result.Predictions[520]));
            Assert.Equal(-1, result.FoldOfRow[520]);
            Assert.False(double.IsNaN(result.Predictions[521]));
        }
    }

    [Fact]
    public void Progress_counts_folds_and_rounds_and_ends_with_the_final_model()
    {
        var seen = new List<TrainingProgress>();
        WalkForwardTrainer.Train(MadeUpMarket.Input(700), Spec("gradientBoosting").Bind(), new Recorder(seen));

        Assert.Equal([1, 2, 3, 4, 5], seen.Select(step => step.Fold).Distinct());
        Assert.All(seen, step => Assert.Equal(4, step.Folds));
        Assert.Equal(new TrainingProgress(5, 4, 15, 15), seen[^1]);
        Assert.True(seen[^1].IsFinal);
    }

    [Fact]
    public void A_training_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<TrainingProgress>();
        var recorder = new Recorder(
            seen,
            step =>
            {
                if (step is { Fold: 2, Round: 3 })
                {
                    source.Cancel();
                }
            }
        );

        Assert.ThrowsAny<OperationCanceledException>(() =>
            WalkForwardTrainer.Train(
                MadeUpMarket.Input(700),
                Spec("gradientBoosting").Bind(),
                recorder,
                cancellation: source.Token
            )
        );
        Assert.Equal((2, 3), (seen[^1].Fold, seen[^1].Round));
    }

    internal static TrainingSpec Spec(string kind)
    {
        var regression = EstimatorCatalog.Find(kind).Tasks.Contains(TaskKind.Regression);
        var linear = EstimatorCatalog.Find(kind).UsualTransforms.Count > 0;
        TransformSpec[] transforms = linear
            ? [new("oneHot", ["regime"]), new("dropSparse"), new("clip"), new("imputer"), new("standardScaler")]
            : [new("dropSparse")];
        return new TrainingSpec(
            new LabelSpec(regression ? "forwardReturn" : "sign", SpecParams.Of(("horizon", 3))),
            new FoldPlanSpec("expanding", SpecParams.Of(("minTrainRows", 300), ("testRows", 100), ("embargo", 2))),
            new EstimatorSpec(
                kind,
                kind switch
                {
                    "gradientBoosting" => SpecParams.Of(("rounds", 15), ("maxDepth", 3)),
                    "randomForest" => SpecParams.Of(("trees", 15), ("maxDepth", 4)),
                    "elasticNet" => SpecParams.Of(("alpha", 1e-6)),
                    _ => null,
                }
            ),
            transforms
        );
    }

    private static long[] Bits(ReadOnlySpan<double> values)
    {
        var bits = new long[values.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.DoubleToInt64Bits(values[i]);
        }
        return bits;
    }

    private sealed class Recorder(List<TrainingProgress> seen, Action<TrainingProgress>? then = null)
        : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            lock (seen)
            {
                seen.Add(value);
            }
            then?.Invoke(value);
        }
    }
}
