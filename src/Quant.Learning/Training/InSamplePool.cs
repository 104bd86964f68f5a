using Quant.Learning.Labels;
using Quant.Learning.Metrics;

namespace Quant.Learning.Training;

/// <summary>Gathers the folds' predictions of their own training rows, to be judged together.</summary>
internal sealed class InSamplePool(TaskKind task)
{
    private readonly List<double> _labels = [];
    private readonly List<double> _returns = [];
    private readonly List<double> _predicted = [];

    /// <summary>Adds one fold, and judges it by itself.</summary>
    public ModelMetrics Add(LabelSeries labels, int[] rows, double[] fitted)
    {
        double[] truth = [.. rows.Select(row => labels.Values[row])];
        double[] returns = [.. rows.Select(row => labels.Returns[row])];
        _labels.AddRange(truth);
        _returns.AddRange(returns);
        _predicted.AddRange(fitted);
        return ModelMetrics.Of(task, truth, returns, fitted);
    }

    public ModelMetrics All() => ModelMetrics.Of(task, [.. _labels], [.. _returns], [.. _predicted]);
}
