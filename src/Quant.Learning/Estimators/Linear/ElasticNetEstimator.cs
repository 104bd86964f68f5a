using Quant.Learning.Labels;
using Quant.Learning.Models;
using Quant.Learning.Transforms;
using Quant.Specs;

namespace Quant.Learning.Estimators.Linear;

/// <summary>
/// Least Σ w(y − b − x·β)² / 2Σw + α·l1Share·|β|₁ + ½α(1 − l1Share)|β|², by coordinate descent on the matrix of products
/// (Friedman, Hastie, Tibshirani: "Regularization paths for generalized linear models", 2010).
/// </summary>
internal sealed class ElasticNetEstimator(Parameters parameters) : IEstimator
{
    private const int MaxSweeps = 100_000;
    private const double Tolerance = 1e-12;

    public static readonly EstimatorDefinition Definition = new(
        "elasticNet",
        "Elastic net",
        "Linear regression that drops weak columns; needs an imputer, and scaled columns to be fair.",
        [TaskKind.Regression],
        [
            ParameterDefinition.Number(
                "alpha",
                0.001,
                1e-12,
                1e12,
                "Penalty, in the unit of the squared label per row."
            ),
            ParameterDefinition.Number("l1Share", 0.5, 0, 1, "Share of the penalty on absolute coefficients."),
        ],
        [new TransformSpec("dropSparse"), new TransformSpec("imputer"), new TransformSpec("standardScaler")],
        bound => new ElasticNetEstimator(bound)
    );

    public IFittedModel Fit(TrainingData data, FitContext context)
    {
        var gram = new CenteredGram(data);
        var (alpha, share) = (parameters.Number("alpha"), parameters.Number("l1Share"));
        var (l1, l2) = (alpha * share * gram.Weight, alpha * (1 - share) * gram.Weight);
        var coefficients = new double[gram.Size];
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (Sweep(gram, coefficients, l1, l2))
            {
                context.OnRound?.Invoke(1, 1);
                return gram.Model(data, coefficients);
            }
        }
        throw new BadInputException(
            "estimator.params.alpha",
            alpha,
            $"a larger penalty: coordinate descent did not settle within {MaxSweeps} sweeps"
        );
    }

    /// <summary>Improves each coefficient once; true when none moved the fit by more than the tolerance.</summary>
    private static bool Sweep(CenteredGram gram, double[] coefficients, double l1, double l2)
    {
        double moved = 0,
            size = 0;
        for (var j = 0; j < coefficients.Length; j++)
        {
            var own = gram.Products[j * gram.Size + j];
            if (own + l2 <= 0)
            {
                continue;
            }
            var rest = gram.Targets[j] + own * coefficients[j];
            for (var k = 0; k < coefficients.Length; k++)
            {
                rest -= gram.Products[j * gram.Size + k] * coefficients[k];
            }
            var old = coefficients[j];
            coefficients[j] = Math.CopySign(Math.Max(0, Math.Abs(rest) - l1), rest) / (own + l2);
            var spread = Math.Sqrt(own);
            moved = Math.Max(moved, Math.Abs(coefficients[j] - old) * spread);
            size = Math.Max(size, Math.Abs(coefficients[j]) * spread);
        }
        return moved <= Tolerance * size;
    }
}
