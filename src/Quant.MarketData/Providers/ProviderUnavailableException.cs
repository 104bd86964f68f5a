namespace Quant.MarketData.Providers;

/// <summary>A provider gave no usable answer, though it was asked again and again; it may later.</summary>
/// <param name="provider">Its name.</param>
/// <param name="reason">What happened last, in a sentence.</param>
/// <param name="cause">The last fault; null where an answer was the fault.</param>
public sealed class ProviderUnavailableException(string provider, string reason, Exception? cause = null)
    : Exception($"{provider}: {reason}", cause)
{
    public string Provider => provider;
}
