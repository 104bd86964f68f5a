using Quant.Learning.Labels;
using Quant.Learning.Metrics;
using Quant.Learning.Models;

namespace Quant.Learning.Training;

/// <summary>What a training gives.</summary>
/// <param name="Spec">The spec, every default written out.</param>
/// <param name="IsCausal">
/// Whether every prediction comes from rows whose labels were known before it; false for k-fold, whose predictions judge
/// a model but must not be traded on.
/// </param>
/// <param name="Ts">Starts of the bars.</param>
/// <param name="Predictions">
/// Per row, the out-of-sample prediction: made by a model that was not trained on that row. NaN where there is none.
/// </param>
/// <param name="FoldOfRow">Per row, the fold that predicted it; −1 for none.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Folds">Per fold, what happened.</param>
/// <param name="FoldModels">Per fold, the model.</param>
/// <param name="OutOfSample">All out-of-sample predictions together.</param>
/// <param name="InSample">All folds' predictions of their own training rows together: the gap to the above is overfit.</param>
/// <param name="Importances">By column, the mean over folds.</param>
/// <param name="Final">
/// A model for live use, trained on all labelled rows. Whatever it predicts for these bars is in-sample.
/// </param>
/// <param name="FinalRange">The rows that model was trained on.</param>
public sealed record TrainingResult(
    TrainingSpec Spec,
    bool IsCausal,
    long[] Ts,
    double[] Predictions,
    int[] FoldOfRow,
    LabelSeries Labels,
    IReadOnlyList<FoldReport> Folds,
    IReadOnlyList<TrainedModel> FoldModels,
    ModelMetrics OutOfSample,
    ModelMetrics InSample,
    IReadOnlyList<FeatureImportance> Importances,
    TrainedModel Final,
    TrainedRange FinalRange
);
