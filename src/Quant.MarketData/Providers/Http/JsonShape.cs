using System.Text.Json;
using Quant.MarketData.Providers.Text;

namespace Quant.MarketData.Providers.Http;

/// <summary>Small answers, field by field: what is not as expected is a <see cref="MalformedAnswerException"/>.</summary>
internal static class JsonShape
{
    /// <summary>Reads a whole document and makes something of it.</summary>
    /// <exception cref="MalformedAnswerException">Not a whole document, or not of the expected shape.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body, Func<JsonElement, T> make)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return reader.Read()
                ? throw new MalformedAnswerException("there is more after the end")
                : make(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new MalformedAnswerException("not a whole JSON document", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new MalformedAnswerException("a text that is no Unicode", fault);
        }
    }

    /// <summary>The field, null where it is missing or null.</summary>
    public static JsonElement? Field(this JsonElement parent, string name) =>
        parent.ValueKind != JsonValueKind.Object ? throw new MalformedAnswerException($"expected an object with {name}")
        : parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value
        : null;

    /// <summary>The entries of an array; none where it is missing or null.</summary>
    public static IEnumerable<JsonElement> Entries(this JsonElement parent, string name) =>
        parent.Field(name) is { } array ? array.Entries(name, isField: true) : [];

    /// <summary>The entries of an array that is the whole answer.</summary>
    public static IEnumerable<JsonElement> Entries(this JsonElement array) =>
        array.Entries("the answer", isField: false);

    public static string Text(this JsonElement parent, string name) =>
        parent.TextOrNull(name) ?? throw Missing(name, "a text");

    public static string? TextOrNull(this JsonElement parent, string name) =>
        parent.Field(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => throw Missing(name, "a text"),
        };

    /// <summary>A finite number, or a text that is one, as some providers write rates.</summary>
    public static double Number(this JsonElement parent, string name)
    {
        var value = double.NaN;
        var read = parent.Field(name) switch
        {
            { ValueKind: JsonValueKind.Number } number => number.TryGetDouble(out value),
            { ValueKind: JsonValueKind.String } text => DecimalText.TryParse(
                System.Text.Encoding.UTF8.GetBytes(text.GetString()!),
                out value
            ),
            _ => false,
        };
        return read && double.IsFinite(value) ? value : throw Missing(name, "a number");
    }

    /// <summary>True or false; the fallback where it is missing.</summary>
    public static bool Flag(this JsonElement parent, string name, bool? fallback = null) =>
        parent.Field(name)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            null when fallback is { } value => value,
            _ => throw Missing(name, "true or false"),
        };

    /// <summary>A date, yyyy-MM-dd.</summary>
    public static DateOnly Date(this JsonElement parent, string name) =>
        DateOnly.TryParseExact(parent.Text(name), "yyyy-MM-dd", out var date) ? date : throw Missing(name, "a date");

    /// <summary>A time with its zone, microseconds UTC.</summary>
    public static long Instant(this JsonElement parent, string name) =>
        Rfc3339.TryParse(System.Text.Encoding.UTF8.GetBytes(parent.Text(name)), out var ts)
            ? ts
            : throw Missing(name, "a time with its zone");

    private static IEnumerable<JsonElement> Entries(this JsonElement array, string name, bool isField) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray()
        : isField ? throw Missing(name, "an array")
        : throw new MalformedAnswerException("expected an array");

    private static MalformedAnswerException Missing(string name, string what) => new($"expected {what} in {name}");
}
