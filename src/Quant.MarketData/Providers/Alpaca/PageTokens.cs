namespace Quant.MarketData.Providers.Alpaca;

/// <summary>Page tokens of one question; a server that goes in circles is noticed.</summary>
internal sealed class PageTokens
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>True when there is a next page.</summary>
    /// <exception cref="ProviderUnavailableException">The token was given before.</exception>
    public bool Next(string? token) =>
        token is not null
        && (
            _seen.Add(token)
                ? true
                : throw new ProviderUnavailableException(
                    AlpacaAccess.Name,
                    $"page {_seen.Count + 1} of the answer leads back to an earlier one; the answer would never end"
                )
        );
}
