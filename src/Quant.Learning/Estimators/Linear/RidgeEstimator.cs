using Quant.Learning.Labels;
using Quant.Learning.Models;
using Quant.Learning.Numerics;
using Quant.Learning.Transforms;
using Quant.Specs;

namespace Quant.Learning.Estimators.Linear;

/// <summary>Least Σ w(y − b − x·β)² + α|β|², solved by Cholesky's method (Hoerl and Kennard 1970).</summary>
internal sealed class RidgeEstimator(Parameters parameters) : IEstimator
{
    public static readonly EstimatorDefinition Definition = new(
        "ridge",
        "Ridge regression",
        "Linear regression with a penalty on squared coefficients; needs an imputer, and scaled columns to be fair.",
        [TaskKind.Regression],
        [
            ParameterDefinition.Number(
                "alpha",
                1,
                0,
                1e12,
                "Penalty on the sum of squared coefficients; not divided by the number of rows."
            ),
        ],
        [new TransformSpec("dropSparse"), new TransformSpec("imputer"), new TransformSpec("standardScaler")],
        bound => new RidgeEstimator(bound)
    );

    public IFittedModel Fit(TrainingData data, FitContext context)
    {
        var gram = new CenteredGram(data);
        context.Cancellation.ThrowIfCancellationRequested();
        var alpha = parameters.Number("alpha");
        var matrix = (double[])gram.Products.Clone();
        for (var c = 0; c < gram.Size; c++)
        {
            matrix[c * gram.Size + c] += alpha;
        }
        var coefficients = (double[])gram.Targets.Clone();
        if (!Cholesky.Solve(matrix, coefficients))
        {
            throw new BadInputException(
                "estimator.params.alpha",
                alpha,
                "a larger penalty: some columns are constant or linear combinations of others"
            );
        }
        context.OnRound?.Invoke(1, 1);
        return gram.Model(data, coefficients);
    }
}
