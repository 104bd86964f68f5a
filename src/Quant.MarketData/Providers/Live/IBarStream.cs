using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Live;

/// <summary>
/// Bars as they close. Connects by itself when read, and again after a drop, with back-off; each time it has connected
/// again it says so, and whoever reads asks for what was missed.
/// </summary>
public interface IBarStream : IAsyncDisposable
{
    /// <summary>Replaces the symbols that are listened to. May be called at any time, connected or not.</summary>
    Task SubscribeAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellation);

    /// <summary>What happens, in order, until cancelled. One reader at a time.</summary>
    /// <exception cref="ProviderRefusedException">The key is refused, or the account may not stream.</exception>
    IAsyncEnumerable<StreamEvent> ReadAsync(CancellationToken cancellation);
}
