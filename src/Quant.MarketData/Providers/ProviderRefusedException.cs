namespace Quant.MarketData.Providers;

/// <summary>A provider said no for a reason that asking again does not change: key, permission, symbol, parameter.</summary>
/// <param name="provider">Its name.</param>
/// <param name="status">The HTTP status, or 0 where there was none.</param>
/// <param name="reason">Why, and what to do about it, in a sentence; never a key.</param>
public sealed class ProviderRefusedException(string provider, int status, string reason)
    : Exception($"{provider}: {reason}")
{
    public string Provider => provider;

    /// <summary>The HTTP status, or 0 where there was none.</summary>
    public int Status => status;
}
