using Quant.Learning.Estimators.Linear;
using Quant.Learning.Labels;
using Quant.Learning.Models;
using Quant.Learning.Numerics;
using Quant.Learning.Transforms;
using Quant.Specs;

namespace Quant.Learning.Estimators.Logistic;

/// <summary>
/// Least Σ w·logloss + ½·l2·|β|², the intercept without penalty, by Newton's method (iteratively reweighted least
/// squares) with step halving. The penalty is 1/C of scikit-learn.
/// </summary>
internal sealed class LogisticEstimator(Parameters parameters) : IEstimator
{
    public static readonly EstimatorDefinition Definition = new(
        "logistic",
        "Logistic regression",
        "Log odds as a linear function of the columns; needs an imputer, and scaled columns to be fair.",
        [TaskKind.Classification],
        [
            ParameterDefinition.Number(
                "l2",
                1,
                1e-9,
                1e12,
                "Penalty on half the sum of squared coefficients; not divided by the number of rows."
            ),
        ],
        [new TransformSpec("dropSparse"), new TransformSpec("imputer"), new TransformSpec("standardScaler")],
        bound => new LogisticEstimator(bound)
    );

    public IFittedModel Fit(TrainingData data, FitContext context)
    {
        var problem = new LogisticProblem(data, parameters.Number("l2"));
        for (var step = 1; step <= LogisticProblem.MaxSteps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (!problem.Improve())
            {
                context.OnRound?.Invoke(1, 1);
                double[] deviations = [.. data.Table.Columns.Select(Deviation)];
                var importances = LinearImportance.Of(data.Table.Names, problem.Coefficients, deviations);
                return new LinearModel(
                    data.Task,
                    data.Table.Names,
                    problem.Intercept,
                    problem.Coefficients,
                    importances
                );
            }
        }
        throw new BadInputException(
            "estimator.params.l2",
            parameters.Number("l2"),
            $"a larger penalty: Newton's method did not settle within {LogisticProblem.MaxSteps} steps"
        );
    }

    private static double Deviation(double[] column)
    {
        var mean = column.Sum() / column.Length;
        return Math.Sqrt(column.Sum(x => (x - mean) * (x - mean)) / column.Length);
    }
}
