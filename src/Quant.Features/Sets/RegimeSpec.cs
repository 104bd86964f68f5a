using System.Text.Json;

namespace Quant.Features.Sets;

/// <summary>One regime column in a feature set, as its user writes it.</summary>
public sealed record RegimeSpec
{
    /// <summary>Name in the regime catalogue, such as <c>volatilityQuantile</c>; must be given.</summary>
    public string Method { get; init; } = "";

    /// <summary>Parameters by name; those left out take their defaults.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Params { get; init; }

    /// <summary>The column it is taken of, as in <see cref="FeatureSpec.Source"/>.</summary>
    public string? Source { get; init; }

    /// <summary>A context symbol whose regime it is; the symbol's own where left out.</summary>
    public string? Symbol { get; init; }

    /// <summary>Name of the column; by default <c>regime_</c>, the method and its parameters.</summary>
    public string? As { get; init; }
}
