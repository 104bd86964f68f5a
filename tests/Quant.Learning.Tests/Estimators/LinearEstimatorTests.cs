using Quant.Learning.Estimators;
using Quant.Learning.Labels;
using Quant.Learning.Models;
using Quant.Learning.Tests.Golden;
using Quant.Specs;

namespace Quant.Learning.Tests.Estimators;

public sealed class LinearEstimatorTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("logistic", 1.0, false)]
    [InlineData("logisticWeighted", 4.0, true)]
    public void Logistic_regression_finds_the_coefficients_of_scikit_learn(string golden, double l2, bool weighted)
    {
        var (x, _, label, weights) = SharedData.Linear();

        Near(golden, Fit("logistic", TaskKind.Classification, x, label, weighted ? weights : null, ("l2", l2)));
    }

    [Theory]
    [InlineData("ridge", false)]
    [InlineData("ridgeWeighted", true)]
    public void Ridge_regression_finds_the_coefficients_of_scikit_learn(string golden, bool weighted)
    {
        var (x, y, _, weights) = SharedData.Linear();

        Near(golden, Fit("ridge", TaskKind.Regression, x, y, weighted ? weights : null, ("alpha", 2.5)));
    }

    [Theory]
    [InlineData("elasticNet", 0.05, 0.5, false)]
    [InlineData("elasticNetWeighted", 0.2, 0.9, true)]
    public void The_elastic_net_finds_the_coefficients_of_scikit_learn(
        string golden,
        double alpha,
        double share,
        bool weighted
    )
    {
        var (x, y, _, weights) = SharedData.Linear();

        Near(
            golden,
            Fit(
                "elasticNet",
                TaskKind.Regression,
                x,
                y,
                weighted ? weights : null,
                ("alpha", alpha),
                ("l1Share", share)
            )
        );
    }

    [Fact]
    public void Predictions_are_the_linear_form_and_its_probability()
    {
        var (x, y, label, _) = SharedData.Linear();
        var ridge = Fit("ridge", TaskKind.Regression, x, y, null);
        var logistic = Fit("logistic", TaskKind.Classification, x, label, null);
        var (value, probability) = (new double[5], new double[5]);
        ridge.Predict(SharedData.Table(x), 100, value);
        logistic.Predict(SharedData.Table(x), 100, probability);

        for (var i = 0; i < 5; i++)
        {
            var row = x.Select(column => column[100 + i]).ToArray();
            var linear = ridge.Intercept + row.Zip(ridge.Coefficients, (a, b) => a * b).Sum();
            var odds = logistic.Intercept + row.Zip(logistic.Coefficients, (a, b) => a * b).Sum();
            Assert.Equal(linear, value[i], 1e-12);
            Assert.Equal(1 / (1 + Math.Exp(-odds)), probability[i], 1e-12);
        }
    }

    [Theory]
    [InlineData("logistic", TaskKind.Classification)]
    [InlineData("ridge", TaskKind.Regression)]
    [InlineData("elasticNet", TaskKind.Regression)]
    public void A_missing_value_is_refused_by_the_name_of_its_column(string kind, TaskKind task)
    {
        var (x, y, label, _) = SharedData.Linear();
        var target = task == TaskKind.Regression ? y : label;
        var model = Fit(kind, task, x, target, null);
        x[4][17] = double.NaN;

        var fitting = Assert.Throws<BadInputException>(() => Fit(kind, task, x, target, null));
        var predicting = Assert.Throws<BadInputException>(() => model.Predict(SharedData.Table(x), 10, new double[20]));
        Assert.Equal("features.x4", fitting.Field);
        Assert.Equal("features.x4", predicting.Field);
        model.Predict(SharedData.Table(x), 18, new double[20]);
    }

    [Fact]
    public void Columns_that_depend_on_each_other_need_a_penalty()
    {
        var (x, y, _, _) = SharedData.Linear();
        x[1] = [.. x[0].Select(value => 2 * value)];

        var fault = Assert.Throws<BadInputException>(() =>
            Fit("ridge", TaskKind.Regression, x, y, null, ("alpha", 0.0))
        );
        Assert.Equal("estimator.params.alpha", fault.Field);
        var model = Fit("ridge", TaskKind.Regression, x, y, null, ("alpha", 0.01));
        Assert.Equal(2 * model.Coefficients[0], model.Coefficients[1], 1e-6);
    }

    [Fact]
    public void Logistic_regression_refuses_a_single_class()
    {
        var (x, _, label, _) = SharedData.Linear();
        Array.Fill(label, 1);

        var fault = Assert.Throws<BadInputException>(() => Fit("logistic", TaskKind.Classification, x, label, null));
        Assert.Equal("label", fault.Field);
    }

    private static LinearModel Fit(
        string kind,
        TaskKind task,
        double[][] x,
        double[] target,
        double[]? weights,
        params (string, object)[] parameters
    ) =>
        (LinearModel)
            SpecParams.Estimator(kind, parameters).Fit(SharedData.Data(task, x, target, weights), new FitContext());

    private static void Near(string golden, LinearModel model)
    {
        var (intercept, coefficients) = GoldenValues.Fit(golden);
        Assert.Equal(intercept, model.Intercept, Tolerance);
        for (var c = 0; c < coefficients.Length; c++)
        {
            Assert.Equal(coefficients[c], model.Coefficients[c], Tolerance);
        }
    }
}
