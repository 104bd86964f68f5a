using System.Text.Json;

namespace Quant.Client.Web.Json;

/// <summary>Words of the API for enums of the engines.</summary>
internal static class Words
{
    /// <summary>An enum's member in camelCase.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
