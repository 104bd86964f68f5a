using System.Text.Json;
using Quant.Learning.Estimators;
using Quant.Specs;

namespace Quant.Learning.Tests;

/// <summary>Parameters as a spec holds them.</summary>
internal static class SpecParams
{
    public static Dictionary<string, JsonElement> Of(params (string Name, object Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => JsonSerializer.SerializeToElement(pair.Value));

    public static IEstimator Estimator(string kind, params (string Name, object Value)[] values)
    {
        var definition = EstimatorCatalog.Find(kind);
        return definition.Create(Parameters.Bind(definition.Parameters, Of(values), "params"));
    }
}
