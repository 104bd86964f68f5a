using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quant.Specs;

/// <summary>
/// How specs are read and written: camelCase, enums as camelCase words, comments and trailing commas allowed when
/// reading, unknown, missing or repeated fields refused by name.
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
            throw Explain(fault, what);
        }
    }

    /// <summary>The canonical text of a spec, which its fingerprint is taken of.</summary>
    public static string Write<T>(T spec) => CanonicalJson.Of(spec);

    /// <summary>Says in terms of fields what the serialiser says in terms of types.</summary>
    /// <param name="fault">What the serialiser threw.</param>
    /// <param name="what">What should have been read, for the message.</param>
    public static BadInputException Explain(JsonException fault, string what)
    {
        var path = (fault.Path ?? "").TrimStart('$').TrimStart('.');
        var message = fault.Message;
        if (Quoted(message, "missing required properties including: '") is { } missing)
        {
            return new BadInputException(path.Length == 0 ? missing : $"{path}.{missing}", null, "it to be given");
        }
        if (message.Contains("allow setting null values") || message.Contains("allow null values"))
        {
            return new BadInputException(path, null, "it to be given");
        }
        if (message.StartsWith("Duplicate propert", StringComparison.Ordinal))
        {
            return new BadInputException(path, path[(path.LastIndexOf('.') + 1)..], "each field once");
        }
        if (Quoted(message, "The JSON property '") is { } unknown)
        {
            var parent = path.EndsWith(unknown, StringComparison.Ordinal) ? path : Join(path, unknown);
            return new BadInputException(parent, unknown, $"only fields that a {what} has");
        }
        if (Quoted(message, "could not be converted to ", '.', ' ') is not null)
        {
            return new BadInputException(path.Length == 0 ? what : path, "a value of another kind", KindOf(fault));
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

    /// <summary>
    /// What should have been there: of a list's or dictionary's elements the message names the type, of fields only the
    /// cause does.
    /// </summary>
    private static string KindOf(JsonException fault)
    {
        var said = $"{fault.Message} {fault.InnerException?.Message}";
        return said.Contains("System.Boolean") || said.Contains("as a boolean") ? "true or false"
            : said.Contains("System.DateOnly") || said.Contains("DateOnly") ? "a date such as 2024-03-01"
            : said.Contains("System.Int") || said.Contains(" an Int") ? "a whole number"
            : said.Contains("System.Double") || said.Contains("as a number") ? "a number"
            : said.Contains("System.String") || said.Contains("as a string") ? "text"
            : "what the documentation says of this field";
    }

    private static JsonSerializerOptions Create(bool indented) =>
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
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
