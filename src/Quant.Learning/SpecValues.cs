using System.Text.Json;
using Quant.Specs;

namespace Quant.Learning;

/// <summary>Bound parameters in the form a spec holds them.</summary>
internal static class SpecValues
{
    public static IReadOnlyDictionary<string, JsonElement>? Of(Parameters parameters) =>
        parameters.Values.Count == 0
            ? null
            : parameters.ToJson().ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value));
}
