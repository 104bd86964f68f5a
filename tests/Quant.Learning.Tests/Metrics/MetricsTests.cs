using Quant.Learning.Labels;
using Quant.Learning.Metrics;
using Quant.Learning.Tests.Golden;

namespace Quant.Learning.Tests.Metrics;

public sealed class MetricsTests
{
    private readonly double[] _truth = new double[1000];
    private readonly double[] _probability = new double[1000];
    private readonly double[] _y = new double[1000];
    private readonly double[] _predicted = new double[1000];

    public MetricsTests()
    {
        var u = SharedData.Uniforms(7, 3000);
        for (var i = 0; i < 1000; i++)
        {
            _truth[i] = u[3 * i] < 0.4 ? 1 : 0;
            _probability[i] = Math.Clamp(Math.Round(0.25 + 0.3 * _truth[i] + 0.5 * (u[3 * i + 1] - 0.5), 2), 0, 1);
            _y[i] = Math.Round(4 * u[3 * i + 2], 1);
            _predicted[i] = _y[i] + 2 * u[3 * i] - 1;
        }
    }

    [Fact]
    public void Classification_metrics_are_those_of_scikit_learn()
    {
        var metrics = ClassificationMetrics.Of(_truth, _probability)!;

        Near("auc", metrics.Auc);
        Near("logLoss", metrics.LogLoss);
        Near("brier", metrics.Brier);
        Near("accuracy", metrics.Accuracy);
        Near("precision", metrics.Precision);
        Near("recall", metrics.Recall);
        Near("f1", metrics.F1);
        var confusion = metrics.Confusion;
        Assert.Equal<double>(
            GoldenValues.Numbers("metrics", "confusion").AsSpan(),
            [confusion.TruePositives, confusion.FalsePositives, confusion.TrueNegatives, confusion.FalseNegatives]
        );
    }

    [Fact]
    public void Regression_metrics_and_correlations_are_those_of_scikit_learn_and_SciPy()
    {
        var metrics = RegressionMetrics.Of(_y, _predicted)!;

        Near("r2", metrics.R2);
        Near("rmse", metrics.Rmse);
        Near("mae", metrics.Mae);
        Near("spearman", Correlation.Spearman(_y, _probability));
        Near("pearson", Correlation.Pearson(_y, _predicted));
    }

    [Fact]
    public void Rows_without_a_label_or_a_prediction_do_not_count()
    {
        var metrics = ModelMetrics.Of(TaskKind.Regression, [1, 2, double.NaN, 4], [1, 2, 3, 4], [1, double.NaN, 3, 5]);

        Assert.Equal(2, metrics.Rows);
        Assert.Equal(0.5, metrics.Regression!.Mae);
    }

    [Fact]
    public void A_figure_without_meaning_is_null_and_not_a_number()
    {
        var oneClass = ClassificationMetrics.Of([0, 0], [0.2, 0.3])!;
        Assert.Null(oneClass.Auc);
        Assert.Null(oneClass.Precision);
        Assert.Null(oneClass.Recall);
        Assert.Null(RegressionMetrics.Of([2, 2], [1, 2])!.R2);
        Assert.Null(Correlation.Spearman([1, 1], [1, 2]));

        var empty = ModelMetrics.Of(TaskKind.Classification, [], [], []);
        Assert.Equal(0, empty.Rows);
        Assert.Null(empty.Classification);
    }

    private static void Near(string name, double? actual) =>
        Assert.Equal(GoldenValues.Number("metrics", name), actual!.Value, 1e-12);
}
