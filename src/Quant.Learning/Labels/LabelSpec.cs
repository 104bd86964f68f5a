using System.Text.Json;
using Quant.Specs;

namespace Quant.Learning.Labels;

/// <summary>What is to be predicted: <c>{ "kind": "forwardReturn", "params": { "horizon": 5 } }</c>.</summary>
/// <param name="Kind">A kind of <see cref="LabelCatalog"/>.</param>
/// <param name="Params">Its parameters; what is left out takes its default.</param>
public sealed record LabelSpec(string Kind, IReadOnlyDictionary<string, JsonElement>? Params = null)
{
    /// <summary>Checks the kind and the parameters.</summary>
    /// <exception cref="BadInputException">Names the field, the value and what is allowed.</exception>
    public BoundLabel Bind(string path = "label")
    {
        var definition = LabelCatalog.Find(Kind, $"{path}.kind");
        var parameters = Parameters.Bind(definition.Parameters, Params, $"{path}.params");
        definition.Check(parameters, $"{path}.params");
        return new BoundLabel(definition, parameters);
    }
}

/// <summary>A label with its parameters checked and complete.</summary>
public sealed record BoundLabel(LabelDefinition Definition, Parameters Parameters)
{
    public TaskKind Task => Definition.Task;

    /// <summary>The spec with every default written out.</summary>
    public LabelSpec Spec => new(Definition.Kind, SpecValues.Of(Parameters));

    /// <summary>Bars from a row to the one at whose close its label is known.</summary>
    public int Reach => Parameters.Int("delay") + Parameters.Int("horizon");

    /// <summary>Labels every bar of a series.</summary>
    public LabelSeries Make(MarketData.Bars.BarSeries bars) => Definition.Make(bars, Parameters);
}
