using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Registry;

namespace Quant.MarketData.Providers.Yahoo;

/// <summary>How Yahoo's charts are reached. There is no key.</summary>
public sealed record YahooOptions
{
    public const string UrlVariable = "QUANT_YAHOO_URL";
    public const string RequestsPerMinuteVariable = "QUANT_YAHOO_REQUESTS_PER_MINUTE";

    private const string DefaultUrl = "https://query1.finance.yahoo.com";
    private static readonly string[] s_variables = [UrlVariable, RequestsPerMinuteVariable];

    public Uri Url { get; init; } = new(DefaultUrl);

    /// <summary>Requests a minute. Yahoo tells no limit; much more than this is answered with 429.</summary>
    public int RequestsPerMinute { get; init; } = 30;

    /// <summary>How patiently Yahoo is asked.</summary>
    public AskerOptions Asking { get; init; } = new();

    /// <summary>Reads and checks the variables.</summary>
    /// <exception cref="Quant.Specs.BadInputException">One cannot be what it is, or is not known.</exception>
    public static YahooOptions Read(ProviderSettings settings)
    {
        settings.RefuseUnknown("QUANT_YAHOO_", s_variables);
        return new YahooOptions
        {
            Url = settings.Address(UrlVariable, DefaultUrl, "https"),
            RequestsPerMinute = settings.Number(RequestsPerMinuteVariable, 30, 1, 10_000),
        };
    }
}
