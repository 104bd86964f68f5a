using System.Text.Json;
using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Alpaca.Stream;

/// <summary>What is sent to Alpaca's stream.</summary>
internal static class AlpacaSubscription
{
    private static readonly string[] s_bars = ["bars", "updatedBars", "dailyBars"];
    private static readonly string[] s_statuses = ["statuses"];

    public static byte[] Authentication(AlpacaOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string>
            {
                ["action"] = "auth",
                ["key"] = options.KeyId,
                ["secret"] = options.Secret,
            }
        );

    /// <summary>Bars, their later versions and the day so far.</summary>
    public static byte[] Bars(bool subscribe, IEnumerable<Symbol> symbols) => Message(subscribe, s_bars, symbols);

    /// <summary>Halts. Apart from bars, because not every feed has them.</summary>
    public static byte[] Statuses(bool subscribe, IEnumerable<Symbol> symbols) =>
        Message(subscribe, s_statuses, symbols);

    private static byte[] Message(bool subscribe, string[] channels, IEnumerable<Symbol> symbols)
    {
        var names = symbols.Select(symbol => symbol.ToString()).Order(StringComparer.Ordinal).ToArray();
        var message = new Dictionary<string, object> { ["action"] = subscribe ? "subscribe" : "unsubscribe" };
        foreach (var channel in channels)
        {
            message[channel] = names;
        }
        return JsonSerializer.SerializeToUtf8Bytes(message);
    }
}
