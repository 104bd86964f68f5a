using System.Text;
using System.Text.Json;

namespace Quant.MarketData.Providers.Http;

/// <summary>What a provider says about a request it did not like, made fit to be shown.</summary>
internal static class ProviderMessage
{
    private const int Longest = 200;

    /// <summary>
    /// The message of an error's JSON body (<c>message</c>, <c>detail</c>, <c>error</c>, Yahoo's <c>description</c>), else
    /// the start of the text, on one line, without the secrets; empty where there is none.
    /// </summary>
    public static string Read(ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        var text = FromJson(body) ?? Encoding.UTF8.GetString(body);
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, "(key)", StringComparison.Ordinal);
        }
        var line = new StringBuilder(Longest);
        foreach (var c in text)
        {
            if (line.Length == Longest)
            {
                return line.Append('…').ToString();
            }
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }
        return line.ToString().TrimEnd(' ', '.');
    }

    private static string? FromJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            string? found = null;
            while (reader.Read() && found is null)
            {
                var tells =
                    reader.TokenType == JsonTokenType.PropertyName
                    && (
                        reader.ValueTextEquals("message"u8)
                        || reader.ValueTextEquals("detail"u8)
                        || reader.ValueTextEquals("error"u8)
                        || reader.ValueTextEquals("description"u8)
                    );
                if (tells && reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    found = reader.GetString();
                }
            }
            return found;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON: a proxy's page, say. The text itself is the message then.
            return null;
        }
    }
}
