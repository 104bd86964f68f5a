using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quant.Client.Web.Json;

/// <summary>
/// How the API reads and writes JSON: camelCase, enums as camelCase words, numbers as numbers only, unknown or missing
/// members refused. A number that is not finite is written as null.
/// </summary>
public static class ApiJson
{
    /// <summary>The options a client needs to speak to the API.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Makes options the API's own.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new FiniteOrNullConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
