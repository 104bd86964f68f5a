using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Actions;

/// <summary>A provider that tells splits and dividends.</summary>
public interface ICorporateActionProvider
{
    /// <summary>Actions of one symbol whose ex-date lies in a range, by ascending ex-date.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="from">First ex-date.</param>
    /// <param name="to">Last ex-date, inclusive.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ProviderRefusedException">The provider says no, and will say so again.</exception>
    /// <exception cref="ProviderUnavailableException">No usable answer after all retries.</exception>
    Task<IReadOnlyList<AnnouncedAction>> GetActionsAsync(
        Symbol symbol,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    );
}
