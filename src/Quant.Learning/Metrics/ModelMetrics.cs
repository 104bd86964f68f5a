using System.Text.Json.Serialization;
using Quant.Learning.Labels;

namespace Quant.Learning.Metrics;

/// <summary>How good a model's predictions are on rows whose label is known. Null where a figure has no meaning.</summary>
/// <param name="Rows">Rows judged: those with a label and a prediction.</param>
/// <param name="Regression">For labels that are numbers.</param>
/// <param name="Classification">For labels that are classes.</param>
/// <param name="RankIc">Information coefficient: Spearman's correlation of prediction and forward return.</param>
/// <param name="LinearIc">Pearson's correlation of prediction and forward return.</param>
public sealed record ModelMetrics(
    int Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RegressionMetrics? Regression,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ClassificationMetrics? Classification,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? RankIc,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? LinearIc
)
{
    /// <summary>Judges predictions; rows whose label or prediction is NaN do not count.</summary>
    /// <param name="task">What the labels are.</param>
    /// <param name="labels">Labels.</param>
    /// <param name="returns">Forward returns.</param>
    /// <param name="predicted">Predictions.</param>
    public static ModelMetrics Of(
        TaskKind task,
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> returns,
        ReadOnlySpan<double> predicted
    )
    {
        List<double> truth = [],
            gained = [],
            said = [];
        for (var i = 0; i < labels.Length; i++)
        {
            if (!double.IsNaN(labels[i]) && !double.IsNaN(predicted[i]))
            {
                truth.Add(labels[i]);
                gained.Add(returns[i]);
                said.Add(predicted[i]);
            }
        }
        double[] y = [.. truth],
            r = [.. gained],
            p = [.. said];
        return new ModelMetrics(
            y.Length,
            task == TaskKind.Regression ? RegressionMetrics.Of(y, p) : null,
            task == TaskKind.Classification ? ClassificationMetrics.Of(y, p) : null,
            Correlation.Spearman(p, r),
            Correlation.Pearson(p, r)
        );
    }
}
