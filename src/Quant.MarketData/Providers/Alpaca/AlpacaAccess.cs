using Quant.MarketData.Providers.Http;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>What Alpaca's refusals mean, in words.</summary>
internal static class AlpacaAccess
{
    public const string Name = "alpaca";

    public static ProviderAccess Of(AlpacaOptions options) =>
        new(
            Name,
            [
                KeyValuePair.Create("APCA-API-KEY-ID", options.KeyId),
                KeyValuePair.Create("APCA-API-SECRET-KEY", options.Secret),
            ],
            [options.Secret, options.KeyId],
            Explain
        );

    private static string Explain(int status, string message)
    {
        const string Keys = $"{AlpacaOptions.KeyIdVariable} and {AlpacaOptions.SecretVariable}";
        var said = message.Length == 0 ? "" : $" ({message})";
        return status switch
        {
            401 => $"HTTP 401: the key is not accepted{said}; check {Keys}",
            403 when message.Contains("subscription", StringComparison.OrdinalIgnoreCase) =>
                $"HTTP 403: the account's plan does not have this{said}; "
                    + $"the last 15 minutes of feed sip need a paid plan, {AlpacaOptions.FeedVariable}=iex or delayed_sip does not",
            403 => $"HTTP 403: the key is not accepted or may not do this{said}; check {Keys}, "
                + $"and that {AlpacaOptions.TradingUrlVariable} is the one the key was made for (paper or live)",
            404 => $"HTTP 404: not found{said}; check the symbol",
            400 or 422 => $"HTTP {status}: a parameter is not accepted{said}",
            _ => $"HTTP {status}{said}",
        };
    }
}
