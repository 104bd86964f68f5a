namespace Quant.MarketData.Providers.Alpaca.Stream;

/// <summary>What the error codes of Alpaca's stream mean.</summary>
internal static class AlpacaStreamErrors
{
    /// <summary>Another connection of the account is open.</summary>
    public const int Occupied = 406;

    /// <summary>The feed does not have what was asked for.</summary>
    public const int NotInFeed = 410;

    private const int AlreadyAuthenticated = 403;

    /// <summary>True where nothing is wrong after all.</summary>
    public static bool Harmless(int code) => code == AlreadyAuthenticated;

    /// <summary>The refusal; null where another attempt may do better.</summary>
    public static ProviderRefusedException? Refusal(int code, string text)
    {
        const string Keys = $"{AlpacaOptions.KeyIdVariable} and {AlpacaOptions.SecretVariable}";
        var reason = code switch
        {
            400 => "the stream does not understand what it was sent",
            402 => $"the stream does not accept the key; check {Keys}",
            405 => "more symbols than the plan allows on a stream; subscribe to fewer, or poll the others",
            408 => "the account may not use this stream",
            409 => $"the account's plan does not have this feed; check {AlpacaOptions.FeedVariable}",
            NotInFeed => $"the feed does not have these bars; check {AlpacaOptions.FeedVariable}",
            _ => null,
        };
        return reason is null ? null : Refused(code, text, reason);
    }

    /// <summary>Somebody else holds the account's one connection.</summary>
    public static ProviderRefusedException OccupiedTooLong(string text) =>
        Refused(Occupied, text, "another connection of this account stays open, and the plan allows one; close it");

    private static ProviderRefusedException Refused(int code, string text, string reason) =>
        new(AlpacaAccess.Name, 0, $"{reason} (code {code}{(text.Length == 0 ? "" : $", {text}")})");
}

/// <summary>The stream has to be opened anew.</summary>
/// <param name="reason">Why.</param>
internal sealed class StreamDroppedException(string reason) : Exception(reason)
{
    /// <summary>The code the server gave; 0 where it gave none.</summary>
    public int Code { get; init; }
}
