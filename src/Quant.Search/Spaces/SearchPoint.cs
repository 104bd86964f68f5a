using System.Text.Json.Nodes;

namespace Quant.Search.Spaces;

/// <summary>One point of a space.</summary>
public sealed class SearchPoint
{
    private readonly SearchSpace _space;

    internal SearchPoint(SearchSpace space, long ordinal, IReadOnlyList<object> values)
    {
        _space = space;
        Ordinal = ordinal;
        Values = values;
    }

    /// <summary>Its place in the grid, from 0, the last axis fastest; the same for all samplers.</summary>
    public long Ordinal { get; }

    /// <summary>One value per axis, in the order of the axes: boxed long, double, string or bool.</summary>
    public IReadOnlyList<object> Values { get; }

    /// <summary>A copy of a spec with the point's values in it.</summary>
    /// <param name="template">The spec without them; not changed.</param>
    /// <exception cref="Quant.Specs.BadInputException">A path that the spec does not have.</exception>
    public JsonObject ApplyTo(JsonObject template)
    {
        var spec = (JsonObject)template.DeepClone();
        for (var i = 0; i < Values.Count; i++)
        {
            _space.Axes[i].Path.Set(spec, Values[i]);
        }
        return spec;
    }
}
