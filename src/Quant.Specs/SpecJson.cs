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

    private static BadInputException Translate(JsonException fault, string what)
    {
        var path =
            string.IsNullOrEmpty(fault.Path) || fault.Path == "$" ? what : fault.Path.TrimStart('$').TrimStart('.');
        var reason = fault.Message.Split(" Path:")[0];
        return new BadInputException(path, reason, $"a {what} in the documented form");
    }

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
