using Quant.Learning.Estimators.GradientBoosting;
using Quant.Learning.Estimators.Linear;
using Quant.Learning.Estimators.Logistic;
using Quant.Learning.Estimators.RandomForest;
using Quant.Specs;

namespace Quant.Learning.Estimators;

/// <summary>The estimators there are.</summary>
public static class EstimatorCatalog
{
    public static IReadOnlyList<EstimatorDefinition> All { get; } =
    [
        GradientBoostingEstimator.Definition,
        RandomForestEstimator.Definition,
        LogisticEstimator.Definition,
        RidgeEstimator.Definition,
        ElasticNetEstimator.Definition,
    ];

    /// <exception cref="BadInputException">No estimator of that kind.</exception>
    public static EstimatorDefinition Find(string kind, string field = "estimator.kind") =>
        All.FirstOrDefault(definition => definition.Kind == kind)
        ?? throw new BadInputException(field, kind, $"one of {string.Join(", ", All.Select(d => d.Kind))}");
}
