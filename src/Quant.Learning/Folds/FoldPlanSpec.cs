using System.Text.Json;
using Quant.Specs;

namespace Quant.Learning.Folds;

/// <summary>How rows are divided: <c>{ "kind": "expanding", "params": { "folds": 5 } }</c>.</summary>
/// <param name="Kind">A kind of <see cref="FoldPlanCatalog"/>.</param>
/// <param name="Params">Its parameters; what is left out takes its default.</param>
public sealed record FoldPlanSpec(string Kind, IReadOnlyDictionary<string, JsonElement>? Params = null)
{
    /// <summary>Checks the kind and the parameters.</summary>
    /// <exception cref="BadInputException">Names the field, the value and what is allowed.</exception>
    public BoundFoldPlan Bind(string path = "folds")
    {
        var definition = FoldPlanCatalog.Find(Kind, $"{path}.kind");
        return new BoundFoldPlan(definition, Parameters.Bind(definition.Parameters, Params, $"{path}.params"), path);
    }
}

/// <summary>A fold plan with its parameters checked and complete.</summary>
/// <param name="Definition">What plan it is.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Path">Where in the spec it stands, for messages.</param>
public sealed record BoundFoldPlan(FoldPlanDefinition Definition, Parameters Parameters, string Path)
{
    /// <summary>The spec with every default written out.</summary>
    public FoldPlanSpec Spec => new(Definition.Kind, SpecValues.Of(Parameters));

    /// <summary>Divides the rows; every test row is in exactly one fold.</summary>
    /// <exception cref="BadInputException">Too few rows for the warm-up and one fold.</exception>
    public IReadOnlyList<Fold> Divide(FoldInput input) => Definition.Divide(input, Parameters, $"{Path}.params");
}
