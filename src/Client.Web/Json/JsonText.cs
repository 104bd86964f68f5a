using System.Text.Json;

namespace Quant.Client.Web.Json;

/// <summary>JSON kept as text in the catalog, handed on as JSON.</summary>
internal static class JsonText
{
    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static JsonElement? ParseOrNull(string? text) => string.IsNullOrEmpty(text) ? null : Parse(text);
}
