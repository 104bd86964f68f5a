using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Registry;
using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>How Alpaca is reached, and as whom.</summary>
public sealed record AlpacaOptions
{
    public const string KeyIdVariable = "APCA_API_KEY_ID";
    public const string SecretVariable = "APCA_API_SECRET_KEY";
    public const string FeedVariable = "QUANT_ALPACA_FEED";
    public const string DataUrlVariable = "QUANT_ALPACA_DATA_URL";
    public const string TradingUrlVariable = "QUANT_ALPACA_TRADING_URL";
    public const string StreamUrlVariable = "QUANT_ALPACA_STREAM_URL";
    public const string RequestsPerMinuteVariable = "QUANT_ALPACA_REQUESTS_PER_MINUTE";
    public const string PageLimitVariable = "QUANT_ALPACA_PAGE_LIMIT";

    private static readonly string[] s_variables =
    [
        KeyIdVariable,
        SecretVariable,
        FeedVariable,
        DataUrlVariable,
        TradingUrlVariable,
        StreamUrlVariable,
        RequestsPerMinuteVariable,
        PageLimitVariable,
    ];

    /// <summary>The key's name.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key's secret.</summary>
    public required string Secret { get; init; }

    /// <summary>Source of stock bars.</summary>
    public AlpacaFeed Feed { get; init; } = AlpacaFeed.Iex;

    /// <summary>Market data.</summary>
    public Uri DataUrl { get; init; } = new("https://data.alpaca.markets");

    /// <summary>Assets, calendar and clock. Keys of a paper account work with the paper address only.</summary>
    public Uri TradingUrl { get; init; } = new("https://paper-api.alpaca.markets");

    /// <summary>Streams.</summary>
    public Uri StreamUrl { get; init; } = new("wss://stream.data.alpaca.markets");

    /// <summary>Requests a minute until an answer tells the plan's own limit; 200 is that of the free plan.</summary>
    public int RequestsPerMinute { get; init; } = 200;

    /// <summary>Bars in one answer, over all symbols; 1 to 10,000.</summary>
    public int PageLimit { get; init; } = 10_000;

    /// <summary>How patiently Alpaca is asked.</summary>
    public AskerOptions Asking { get; init; } = new();

    /// <summary>What has to be set before Alpaca can be used; null when nothing is.</summary>
    public static string? Missing(ProviderSettings settings) =>
        settings[KeyIdVariable] is null && settings[SecretVariable] is null
            ? $"set {KeyIdVariable} and {SecretVariable}"
            : null;

    /// <summary>Reads and checks the variables.</summary>
    /// <exception cref="BadInputException">
    /// One is missing, cannot be what it is, or begins with <c>QUANT_ALPACA_</c> and is not known.
    /// </exception>
    public static AlpacaOptions Read(ProviderSettings settings)
    {
        CheckNames(settings);
        return new AlpacaOptions
        {
            KeyId = Required(settings, KeyIdVariable),
            Secret = Required(settings, SecretVariable),
            Feed = AlpacaFeeds.Parse(settings[FeedVariable] ?? "iex", FeedVariable),
            DataUrl = settings.Address(DataUrlVariable, "https://data.alpaca.markets", "https"),
            TradingUrl = settings.Address(TradingUrlVariable, "https://paper-api.alpaca.markets", "https"),
            StreamUrl = settings.Address(StreamUrlVariable, "wss://stream.data.alpaca.markets", "wss"),
            RequestsPerMinute = settings.Number(RequestsPerMinuteVariable, 200, 1, 100_000),
            PageLimit = settings.Number(PageLimitVariable, 10_000, 1, 10_000),
        };
    }

    /// <exception cref="BadInputException">A variable begins with <c>QUANT_ALPACA_</c> and is not known.</exception>
    internal static void CheckNames(ProviderSettings settings) => settings.RefuseUnknown("QUANT_ALPACA_", s_variables);

    /// <summary>Without the key.</summary>
    public override string ToString() => $"Alpaca, feed {Feed.Word()}, {DataUrl}";

    private static string Required(ProviderSettings settings, string name) =>
        settings.Key(name)
        ?? throw new BadInputException(name, null, $"an Alpaca key: {KeyIdVariable} and {SecretVariable} go together");
}
