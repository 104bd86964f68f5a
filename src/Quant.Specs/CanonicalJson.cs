using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quant.Specs;

/// <summary>
/// One text for one meaning: object keys in ordinal order, no white space, numbers in their shortest round-trip form
/// (<c>14</c>, <c>14.0</c> and <c>1.4e1</c> are the same number; negative zero is zero), strings with the shortest
/// escapes of RFC 8259. Two specs that mean the same have the same canonical form, and so the same fingerprint.
/// </summary>
/// <remarks>NaN and infinities have no JSON form and are refused with <see cref="BadInputException"/>.</remarks>
public static class CanonicalJson
{
    /// <summary>The canonical text of a JSON document.</summary>
    public static string Of(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, "");
        return text.ToString();
    }

    /// <summary>The canonical text of a value as <see cref="SpecJson"/> serialises it.</summary>
    public static string Of<T>(T value) => Of(JsonSerializer.SerializeToNode(value, SpecJson.Options));

    private static void Write(StringBuilder text, JsonNode? node, string path)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject map:
                WriteObject(text, map, path);
                break;
            case JsonArray list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0)
                    {
                        text.Append(',');
                    }
                    Write(text, list[i], $"{path}[{i}]");
                }
                text.Append(']');
                break;
            case JsonValue value:
                WriteValue(text, value, path);
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject map, string path)
    {
        text.Append('{');
        var first = true;
        foreach (var (key, child) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!first)
            {
                text.Append(',');
            }
            first = false;
            WriteString(text, key);
            text.Append(':');
            Write(text, child, path.Length == 0 ? key : $"{path}.{key}");
        }
        text.Append('}');
    }

    private static void WriteValue(StringBuilder text, JsonValue value, string path)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Number:
                WriteNumber(text, value.ToJsonString(), path);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void WriteNumber(StringBuilder text, string raw, string path)
    {
        if (long.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            text.Append(whole.ToString(CultureInfo.InvariantCulture));
            return;
        }
        var number = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            throw new BadInputException(path, raw, "a finite number");
        }
        if (number == Math.Floor(number) && Math.Abs(number) < 9e15)
        {
            text.Append(((long)number).ToString(CultureInfo.InvariantCulture));
            return;
        }
        text.Append(number.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        text.Append('"');
    }
}
