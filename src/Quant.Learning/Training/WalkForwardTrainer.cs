using Quant.Learning.Estimators;
using Quant.Learning.Folds;
using Quant.Learning.Labels;
using Quant.Learning.Metrics;
using Quant.Learning.Models;
using Quant.Learning.Numerics;
using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Training;

/// <summary>
/// Trains fold by fold and predicts each fold's test rows with its own model. Everything that is learned (columns to
/// drop, quantiles, means, the model) is learned from the fold's training rows alone.
/// </summary>
public static class WalkForwardTrainer
{
    /// <summary>Trains and predicts; the same input and spec give the same bits, whatever the number of threads.</summary>
    /// <param name="input">Bars and features.</param>
    /// <param name="spec">What to do.</param>
    /// <param name="progress">Told now and then; may be null.</param>
    /// <param name="threads">Threads to use, the caller's included; at least 1.</param>
    /// <param name="cancellation">Looked at between rounds.</param>
    /// <exception cref="BadInputException">Too few bars, or data the spec cannot be fitted to.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TrainingResult Train(
        TrainingInput input,
        BoundTraining spec,
        IProgress<TrainingProgress>? progress = null,
        int threads = 1,
        CancellationToken cancellation = default
    )
    {
        input.Check();
        spec.Transforms.CheckColumns(input.Features.Names);
        var labels = spec.Label.Make(input.Bars);
        var rows = new FoldInput(input.FirstRow(), labels);
        var folds = spec.Folds.Divide(rows);
        var fitter = new FoldFitter(input, spec, labels, progress, threads, cancellation, folds.Count);

        var predictions = new double[labels.Rows];
        predictions.AsSpan().Fill(double.NaN);
        var foldOfRow = new int[labels.Rows];
        foldOfRow.AsSpan().Fill(-1);
        var reports = new List<FoldReport>();
        var models = new List<TrainedModel>();
        var inSample = new InSamplePool(spec.Label.Task);
        var features = ColumnTable.Of(input.Features);
        foreach (var fold in folds)
        {
            var (model, fitted) = fitter.Fit(fold.Number, fold.TrainRows);
            var test = predictions.AsSpan(fold.TestStart, fold.TestCount);
            model.Predict(features, fold.TestStart, test);
            foldOfRow.AsSpan(fold.TestStart, fold.TestCount).Fill(fold.Number);
            models.Add(model);
            reports.Add(Report(fold, input.Bars.Ts, labels, test, inSample.Add(labels, fold.TrainRows, fitted)));
        }
        for (var row = 0; row < foldOfRow.Length; row++)
        {
            foldOfRow[row] = double.IsNaN(predictions[row]) ? -1 : foldOfRow[row];
        }
        int[] all = [.. Enumerable.Range(0, labels.Rows).Where(rows.IsLabelled)];
        var (final, _) = fitter.Fit(folds.Count, all);
        var ts = input.Bars.Ts;
        return new TrainingResult(
            spec.Spec,
            spec.Folds.Definition.IsCausal,
            ts,
            predictions,
            foldOfRow,
            labels,
            reports,
            models,
            ModelMetrics.Of(labels.Task, labels.Values, labels.Returns, predictions),
            inSample.All(),
            MeanImportances(models),
            final,
            new TrainedRange(all.Length, ts[all[0]], ts[all[^1]], ts[labels.LabelEnd[all[^1]]])
        );
    }

    private static FoldReport Report(
        Fold fold,
        long[] ts,
        LabelSeries labels,
        ReadOnlySpan<double> predicted,
        ModelMetrics inSample
    ) =>
        new(
            fold.Number,
            fold.TrainRows.Length,
            ts[fold.TrainRows[0]],
            ts[fold.TrainRows[^1]],
            fold.TestCount,
            ts[fold.TestStart],
            ts[fold.TestEnd - 1],
            fold.Purged,
            fold.Embargoed,
            inSample,
            ModelMetrics.Of(
                labels.Task,
                labels.Values.AsSpan(fold.TestStart, fold.TestCount),
                labels.Returns.AsSpan(fold.TestStart, fold.TestCount),
                predicted
            )
        );

    /// <summary>A fold without a column counts as 0 for it.</summary>
    private static FeatureImportance[] MeanImportances(List<TrainedModel> models)
    {
        var order = new List<string>();
        var sums = new Dictionary<string, (double Share, double Splits)>();
        foreach (var importance in models.SelectMany(model => model.Importances))
        {
            if (!sums.TryGetValue(importance.Feature, out var sum))
            {
                order.Add(importance.Feature);
            }
            sums[importance.Feature] = (sum.Share + importance.Share, sum.Splits + importance.Splits);
        }
        return
        [
            .. order.Select(name => new FeatureImportance(
                name,
                sums[name].Share / models.Count,
                sums[name].Splits / models.Count
            )),
        ];
    }
}
