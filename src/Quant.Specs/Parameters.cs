using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quant.Specs;

/// <summary>
/// Parameter values checked against their definitions, defaults filled in. Two specs that differ only in whether a
/// default is written out bind to equal parameters, and so to equal fingerprints.
/// </summary>
public sealed class Parameters
{
    private readonly SortedDictionary<string, object> _values;

    private Parameters(SortedDictionary<string, object> values) => _values = values;

    /// <summary>Checks and completes what a spec gave.</summary>
    /// <param name="definitions">The parameters there are.</param>
    /// <param name="given">What the spec gave by name; null where it gave nothing.</param>
    /// <param name="path">Where in the spec the values stand, for messages.</param>
    /// <exception cref="BadInputException">Unknown name, wrong kind, or out of range.</exception>
    public static Parameters Bind(
        IReadOnlyList<ParameterDefinition> definitions,
        IReadOnlyDictionary<string, JsonElement>? given,
        string path
    )
    {
        var values = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            values[definition.Name] = definition.Default;
        }
        foreach (var (name, element) in given ?? new Dictionary<string, JsonElement>())
        {
            var definition =
                definitions.FirstOrDefault(d => d.Name == name)
                ?? throw new BadInputException(
                    $"{path}.{name}",
                    element.ToString(),
                    definitions.Count == 0
                        ? "no parameters"
                        : $"one of the parameters {string.Join(", ", definitions.Select(d => d.Name))}"
                );
            values[name] = Check(definition, element, $"{path}.{name}");
        }
        return new Parameters(values);
    }

    public int Int(string name) => checked((int)(long)_values[name]);

    public double Number(string name) => (double)_values[name];

    public string Choice(string name) => (string)_values[name];

    public bool Flag(string name) => (bool)_values[name];

    /// <summary>All values by name, in ordinal order: boxed long, double, string or bool.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>The complete values as a spec would write them.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, value) in _values)
        {
            json[name] = value switch
            {
                long whole => JsonValue.Create(whole),
                double number => JsonValue.Create(number),
                bool flag => JsonValue.Create(flag),
                _ => JsonValue.Create((string)value),
            };
        }
        return json;
    }

    private static object Check(ParameterDefinition definition, JsonElement element, string path)
    {
        object? value = definition.Kind switch
        {
            ParameterKind.Integer when TryWhole(element, out var whole) && InRange(definition, whole) => whole,
            ParameterKind.Number when TryNumber(element, out var number) && InRange(definition, number) => number,
            ParameterKind.Flag when element.ValueKind is JsonValueKind.True or JsonValueKind.False =>
                element.GetBoolean(),
            ParameterKind.Choice
                when element.ValueKind == JsonValueKind.String && definition.Choices.Contains(element.GetString()!) =>
                element.GetString(),
            _ => null,
        };
        return value ?? throw new BadInputException(path, element.ToString(), definition.Allowed);
    }

    private static bool InRange(ParameterDefinition definition, double value) =>
        value >= definition.Minimum && value <= definition.Maximum;

    private static bool TryNumber(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number) && double.IsFinite(number);
    }

    private static bool TryWhole(JsonElement element, out long whole)
    {
        whole = 0;
        if (!TryNumber(element, out var number) || number != Math.Floor(number) || Math.Abs(number) > 9e15)
        {
            return false;
        }
        whole = (long)number;
        return true;
    }
}
