using Quant.Learning.Estimators;
using Quant.Learning.Labels;
using Quant.Learning.Models;
using Quant.Learning.Numerics;
using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Training;

/// <summary>Fits transforms and estimator to one fold's training rows.</summary>
internal sealed class FoldFitter(
    TrainingInput input,
    BoundTraining spec,
    LabelSeries labels,
    IProgress<TrainingProgress>? progress,
    int threads,
    CancellationToken cancellation,
    int folds
)
{
    private readonly ColumnTable _features = ColumnTable.Of(input.Features);

    /// <summary>Fits to these rows and nothing else.</summary>
    /// <param name="fold">The fold; the number of folds for the final model.</param>
    /// <param name="rows">Rows with a label, ascending.</param>
    /// <returns>The model, and its predictions of the same rows.</returns>
    public (TrainedModel Model, double[] Fitted) Fit(int fold, int[] rows)
    {
        cancellation.ThrowIfCancellationRequested();
        var (pipeline, table) = spec.Transforms.Fit(_features.Gather(rows));
        var data = new TrainingData(
            labels.Task,
            table,
            [.. rows.Select(row => labels.Values[row])],
            input.Weights is { } weights ? [.. rows.Select(row => weights[row])] : null,
            rows,
            [.. rows.Select(row => labels.LabelEnd[row])]
        );
        if (data.Weights is not null && data.Weights.All(weight => weight == 0))
        {
            throw new BadInputException("weights", 0, $"a weight above 0 among the training rows of fold {fold}");
        }
        Tell(fold, 0, 1);
        var context = new FitContext(
            SplitMix64.Derive((ulong)spec.Seed, (ulong)fold),
            threads,
            (round, rounds) => Tell(fold, round, rounds),
            cancellation
        );
        var estimator = spec.Estimator.Create().Fit(data, context);
        var fitted = new double[rows.Length];
        estimator.Predict(table, 0, fitted);
        return (new TrainedModel(pipeline, estimator), fitted);
    }

    private void Tell(int fold, int round, int rounds) =>
        progress?.Report(new TrainingProgress(fold + 1, folds, round, rounds));
}
