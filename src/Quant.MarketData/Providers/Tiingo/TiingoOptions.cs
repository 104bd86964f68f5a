using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Registry;
using Quant.Specs;

namespace Quant.MarketData.Providers.Tiingo;

/// <summary>How Tiingo is reached, and as whom.</summary>
public sealed record TiingoOptions
{
    public const string KeyVariable = "TIINGO_API_KEY";
    public const string UrlVariable = "QUANT_TIINGO_URL";
    public const string RequestsPerHourVariable = "QUANT_TIINGO_REQUESTS_PER_HOUR";

    private const string DefaultUrl = "https://api.tiingo.com";
    private static readonly string[] s_variables = [KeyVariable, UrlVariable, RequestsPerHourVariable];

    /// <summary>The token.</summary>
    public required string Key { get; init; }

    public Uri Url { get; init; } = new(DefaultUrl);

    /// <summary>Requests an hour; 50 is what the free plan allows. Tiingo's answers do not tell.</summary>
    public int RequestsPerHour { get; init; } = 50;

    /// <summary>How patiently Tiingo is asked.</summary>
    public AskerOptions Asking { get; init; } = new();

    /// <summary>What has to be set before Tiingo can be used; null when nothing is.</summary>
    public static string? Missing(ProviderSettings settings) =>
        settings[KeyVariable] is null ? $"set {KeyVariable}" : null;

    /// <summary>Reads and checks the variables.</summary>
    /// <exception cref="BadInputException">One is missing, cannot be what it is, or is not known.</exception>
    public static TiingoOptions Read(ProviderSettings settings)
    {
        CheckNames(settings);
        return new TiingoOptions
        {
            Key = settings.Key(KeyVariable) ?? throw new BadInputException(KeyVariable, null, "a Tiingo token"),
            Url = settings.Address(UrlVariable, DefaultUrl, "https"),
            RequestsPerHour = settings.Number(RequestsPerHourVariable, 50, 1, 1_000_000),
        };
    }

    /// <exception cref="BadInputException">A variable begins with <c>QUANT_TIINGO_</c> and is not known.</exception>
    internal static void CheckNames(ProviderSettings settings) => settings.RefuseUnknown("QUANT_TIINGO_", s_variables);

    /// <summary>Without the token.</summary>
    public override string ToString() => $"Tiingo, {Url}";
}
