using System.Text.Json;

namespace Quant.Client.Web.Json;

/// <summary>Metrics by name, in ordinal order.</summary>
internal static class Metrics
{
    public static readonly IReadOnlyDictionary<string, double?> None = new SortedDictionary<string, double?>();

    public static IReadOnlyDictionary<string, double?> Of(IReadOnlyDictionary<string, double> values) =>
        new SortedDictionary<string, double?>(
            values.ToDictionary(pair => pair.Key, pair => (double?)pair.Value),
            StringComparer.Ordinal
        );

    /// <summary>Numbers of a flat JSON object; whatever else it holds is left out.</summary>
    public static IReadOnlyDictionary<string, double?> Of(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } values)
        {
            return None;
        }
        var metrics = new SortedDictionary<string, double?>(StringComparer.Ordinal);
        foreach (var member in values.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Number)
            {
                metrics[member.Name] = member.Value.GetDouble();
            }
        }
        return metrics;
    }
}
