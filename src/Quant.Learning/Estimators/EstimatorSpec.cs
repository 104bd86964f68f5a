using System.Text.Json;
using Quant.Learning.Labels;
using Quant.Specs;

namespace Quant.Learning.Estimators;

/// <summary>What is fitted: <c>{ "kind": "gradientBoosting", "params": { "maxDepth": 4 } }</c>.</summary>
/// <param name="Kind">A kind of <see cref="EstimatorCatalog"/>.</param>
/// <param name="Params">Its parameters; what is left out takes its default.</param>
public sealed record EstimatorSpec(string Kind, IReadOnlyDictionary<string, JsonElement>? Params = null)
{
    /// <summary>Checks the kind, that it suits the task, and the parameters.</summary>
    /// <exception cref="BadInputException">Names the field, the value and what is allowed.</exception>
    public BoundEstimator Bind(TaskKind task, string path = "estimator")
    {
        var definition = EstimatorCatalog.Find(Kind, $"{path}.kind");
        if (!definition.Tasks.Contains(task))
        {
            var suited = EstimatorCatalog.All.Where(d => d.Tasks.Contains(task)).Select(d => d.Kind);
            throw new BadInputException(
                $"{path}.kind",
                Kind,
                $"one for a {(task == TaskKind.Regression ? "regression" : "classification")} label: {string.Join(", ", suited)}"
            );
        }
        return new BoundEstimator(definition, Parameters.Bind(definition.Parameters, Params, $"{path}.params"));
    }
}

/// <summary>An estimator with its parameters checked and complete.</summary>
public sealed record BoundEstimator(EstimatorDefinition Definition, Parameters Parameters)
{
    /// <summary>The spec with every default written out.</summary>
    public EstimatorSpec Spec => new(Definition.Kind, SpecValues.Of(Parameters));

    public IEstimator Create() => Definition.Create(Parameters);
}
