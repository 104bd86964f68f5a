using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Regimes;
using Quant.Specs;

namespace Quant.Features.Tests;

/// <summary>
/// Every indicator and regime of the catalogues with its defaults, its least and greatest parameters, and three random
/// draws within their ranges: what holds of operators is tested over all of these.
/// </summary>
internal sealed record OperatorCase(IndicatorDefinition Definition, Parameters Parameters)
{
    private const int Draws = 3;

    public Operator Create() => Definition.Create(Parameters);

    public int LongestWarmup
    {
        get
        {
            var fresh = Create();
            return Enumerable.Range(0, fresh.Outputs).Max(fresh.Warmup);
        }
    }

    public override string ToString() => $"{Definition.Name} {Parameters.ToJson().ToJsonString()}";

    public static IEnumerable<OperatorCase> All =>
        IndicatorCatalog.All.Concat(RegimeCatalog.All).SelectMany(Of).DistinctBy(c => c.ToString());

    public static IEnumerable<OperatorCase> Of(IndicatorDefinition definition)
    {
        yield return new(definition, definition.Defaults);
        if (definition.Parameters.Count == 0)
        {
            yield break;
        }
        var random = new Random(definition.Name.Length * 31 + definition.Name[0]);
        var sets = new List<JsonObject>
        {
            Draw(definition, parameter => parameter.Minimum, 0),
            Draw(definition, parameter => parameter.Maximum, 1),
        };
        for (var i = 0; i < Draws; i++)
        {
            sets.Add(
                Draw(
                    definition,
                    p => p.Minimum + (Math.Min(p.Maximum, p.Minimum + 80) - p.Minimum) * random.NextDouble(),
                    i
                )
            );
        }
        foreach (var set in sets)
        {
            if (Bind(definition, set) is { } bound)
            {
                yield return new(definition, bound);
            }
        }
    }

    private static JsonObject Draw(IndicatorDefinition definition, Func<ParameterDefinition, double> number, int choice)
    {
        var set = new JsonObject();
        foreach (var parameter in definition.Parameters)
        {
            set[parameter.Name] = parameter.Kind switch
            {
                ParameterKind.Integer => JsonValue.Create((long)number(parameter)),
                ParameterKind.Number => JsonValue.Create(number(parameter)),
                ParameterKind.Choice => JsonValue.Create(parameter.Choices[choice % parameter.Choices.Count]),
                _ => JsonValue.Create(choice % 2 == 0),
            };
        }
        return set;
    }

    /// <summary>Null where the parameters break the rule that binds them together.</summary>
    private static Parameters? Bind(IndicatorDefinition definition, JsonObject set)
    {
        var bound = Parameters.Bind(
            definition.Parameters,
            set.Deserialize<Dictionary<string, JsonElement>>(),
            definition.Name
        );
        return definition.Rule?.Invoke(bound) is null ? bound : null;
    }
}
