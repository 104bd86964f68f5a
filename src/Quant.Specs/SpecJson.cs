using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quant.Specs;

/// <summary>
/// How specs are read and written: camelCase, enums as camelCase words, comments and trailing commas allowed when
/// reading, unknown or missing fields refused by name.
/// </summary>
public static class SpecJson
{
    public static JsonSerializerOptions Options { get; } = Create(indented: false);

    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>Reads a spec; what is wrong comes back as <see cref="BadInputException"/> with the path of the field.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="what">What it should be, for the message: <c>study spec</c>.</param>
    public static T Read<T>(string json, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options)
                ?? throw new BadInputException(what, "null", "a JSON object");
        }
        catch (JsonException fault)
        {
            throw Translate(fault, what);
        }
    }

    /// <summary>The canonical text of a spec, which its fingerprint is taken of.</summary>
    public static string Write<T>(T spec) => CanonicalJson.Of(spec);

    /// <summary>Says in the spec's terms what the serialiser says in terms of types.</summary>
    private static BadInputException Translate(JsonException fault, string what)
    {
        var path = (fault.Path ?? "").TrimStart('$').TrimStart('.');
        var message = fault.Message;
        if (Quoted(message, "missing required properties including: '") is { } missing)
        {
            return new BadInputException(path.Length == 0 ? missing : $"{path}.{missing}", null, "it to be given");
        }
        if (Quoted(message, "The JSON property '") is { } unknown)
        {
            var parent = path.EndsWith(unknown, StringComparison.Ordinal) ? path : Join(path, unknown);
            return new BadInputException(parent, unknown, $"only fields that a {what} has");
        }
        if (Quoted(message, "could not be converted to ", '.', ' ') is not null)
        {
            return new BadInputException(path.Length == 0 ? what : path, "a value of another kind", KindOf(message));
        }
        return new BadInputException(
            path.Length == 0 ? what : path,
            message.Split(" Path:")[0],
            $"a {what} in the documented form"
        );
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>What follows a phrase, up to the next quote or one of the given ends; null without the phrase.</summary>
    private static string? Quoted(string message, string phrase, params ReadOnlySpan<char> ends)
    {
        var at = message.IndexOf(phrase, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }
        var rest = message.AsSpan(at + phrase.Length);
        var end = ends.IsEmpty ? rest.IndexOf('\'') : rest.IndexOfAny(ends);
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private static string KindOf(string message) =>
        message.Contains("System.String", StringComparison.Ordinal) ? "text"
        : message.Contains("System.Boolean", StringComparison.Ordinal) ? "true or false"
        : message.Contains("System.Int", StringComparison.Ordinal) ? "a whole number"
        : message.Contains("System.Double", StringComparison.Ordinal) ? "a number"
        : message.Contains("System.DateOnly", StringComparison.Ordinal) ? "a date such as 2024-03-01"
        : "what the documentation says of this field";

    private static JsonSerializerOptions Create(bool indented) =>
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            PropertyNameCaseInsensitive = false,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            WriteIndented = indented,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
}
