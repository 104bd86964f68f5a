namespace Quant.MarketData.Providers.Live;

/// <summary>A provider that tells the time and whether its market is open.</summary>
public interface IMarketClockProvider
{
    /// <exception cref="ProviderRefusedException">The provider says no, and will say so again.</exception>
    /// <exception cref="ProviderUnavailableException">No usable answer after all retries.</exception>
    Task<MarketClock> GetClockAsync(CancellationToken cancellation);
}

/// <summary>The market's own clock.</summary>
/// <param name="Now">Its time when it answered.</param>
/// <param name="IsOpen">True in the regular session.</param>
/// <param name="NextOpen">Next regular open.</param>
/// <param name="NextClose">Next regular close.</param>
public sealed record MarketClock(DateTimeOffset Now, bool IsOpen, DateTimeOffset NextOpen, DateTimeOffset NextClose);
