namespace Quant.MarketData.Providers.Http;

/// <summary>A provider whose answers tell what time it is there, as local clocks jump.</summary>
public interface IProviderClock
{
    /// <summary>
    /// Its clock minus the local one at the last answer, to about a second; null before the first answer.
    /// </summary>
    TimeSpan? ClockSkew { get; }
}
