using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quant.Specs;

namespace Quant.Search.Spaces;

/// <summary>
/// A field within a spec: names joined by dots, list places in brackets, such as
/// <c>model.features[0].params.period</c>.
/// </summary>
public sealed partial class SpecPath
{
    private readonly string _text;

    /// <summary>A string for a name, an int for a place in a list.</summary>
    private readonly IReadOnlyList<object> _steps;

    private SpecPath(string text, IReadOnlyList<object> steps)
    {
        _text = text;
        _steps = steps;
    }

    /// <exception cref="BadInputException">Not names and places as described.</exception>
    public static SpecPath Parse(string text, string field = "path")
    {
        if (!Form().IsMatch(text))
        {
            throw new BadInputException(
                field,
                text,
                "names joined by dots with list places in brackets, such as rules.stop"
            );
        }
        var steps = new List<object>();
        foreach (Match match in Step().Matches(text))
        {
            steps.Add(
                match.Groups[1].Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : match.Value
            );
        }
        return new SpecPath(text, steps);
    }

    /// <summary>Sets the field; objects on the way that are missing are made, list places must be there.</summary>
    /// <param name="spec">The spec; changed in place.</param>
    /// <param name="value">Boxed long, double, string or bool.</param>
    /// <exception cref="BadInputException">The path leads through something that is no object, or past the end of a list.</exception>
    public void Set(JsonObject spec, object value)
    {
        JsonNode node = spec;
        for (var i = 0; i < _steps.Count - 1; i++)
        {
            node = (node, _steps[i]) switch
            {
                (JsonObject map, string name) => map[name] ?? Make(map, name, _steps[i + 1]),
                (JsonArray list, int place) when place < list.Count && list[place] is { } item => item,
                _ => throw Astray(),
            };
        }
        var leaf = ToJson(value);
        switch (node, _steps[^1])
        {
            case (JsonObject map, string name):
                map[name] = leaf;
                break;
            case (JsonArray list, int place) when place < list.Count:
                list[place] = leaf;
                break;
            default:
                throw Astray();
        }
    }

    public override string ToString() => _text;

    private static JsonValue ToJson(object value) =>
        value switch
        {
            long whole => JsonValue.Create(whole),
            double number => JsonValue.Create(number),
            bool flag => JsonValue.Create(flag),
            string text => JsonValue.Create(text),
            _ => throw new ArgumentException($"A {value.GetType()} is no value of a spec.", nameof(value)),
        };

    private JsonObject Make(JsonObject map, string name, object next)
    {
        if (next is not string)
        {
            throw Astray();
        }
        var made = new JsonObject();
        map[name] = made;
        return made;
    }

    private BadInputException Astray() => new("path", _text, "a path that the spec has");

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\[\d{1,4}\])*(\.[A-Za-z_][A-Za-z0-9_]*(\[\d{1,4}\])*)*$")]
    private static partial Regex Form();

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_]*|\[(\d+)\]")]
    private static partial Regex Step();
}
