using System.Text.Json;
using FakeAlpaca.Market;

namespace FakeAlpaca.Stream;

/// <summary>What a client sends: <c>auth</c>, <c>subscribe</c> or <c>unsubscribe</c>.</summary>
internal sealed record StreamRequest(
    string Action,
    string Key,
    string Secret,
    IReadOnlyList<(string Channel, string[] Symbols)> Symbols
)
{
    /// <summary>Null when it is not such a message.</summary>
    public static StreamRequest? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }
            return Text(root, "action") switch
            {
                "auth" when Text(root, "key") is { } key && Text(root, "secret") is { } secret => new StreamRequest(
                    "auth",
                    key,
                    secret,
                    []
                ),
                "subscribe" when Lists(root) is { Count: > 0 } lists => new StreamRequest("subscribe", "", "", lists),
                "unsubscribe" when Lists(root) is { Count: > 0 } lists => new StreamRequest(
                    "unsubscribe",
                    "",
                    "",
                    lists
                ),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<(string, string[])>? Lists(JsonElement root)
    {
        var lists = new List<(string, string[])>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == "action")
            {
                continue;
            }
            if (!Channels.Names.Contains(property.Name) || property.Value.ValueKind != JsonValueKind.Array)
            {
                return null;
            }
            var symbols = new List<string>();
            foreach (var element in property.Value.EnumerateArray())
            {
                var symbol = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
                if (symbol != "*" && !Instrument.IsStockSymbol(symbol))
                {
                    return null;
                }
                symbols.Add(symbol);
            }
            lists.Add((property.Name, [.. symbols]));
        }
        return lists;
    }
}
