namespace Quant.MarketData.Providers;

/// <summary>
/// A source that answers for symbols and time ranges, over a network as a rule. An implementation retries what passes
/// by itself (limits, outages, cut connections), bounded in time, and does nothing but ask and read: its caller sorts,
/// judges and stores what it gives.
/// </summary>
public interface IBarProvider
{
    /// <summary>Short lower-case name, as configuration and records use it: <c>alpaca</c>, <c>yahoo</c>.</summary>
    string Name { get; }

    ProviderCapabilities Capabilities { get; }

    /// <summary>What its bars carry as their source: <c>alpaca-iex</c>.</summary>
    string Source => Name;

    /// <summary>
    /// Raw (unadjusted) bars that start within the range, page by page, as the source sends them: a page may repeat or
    /// come before another. A symbol without bars has no page: that is an answer, not an error.
    /// </summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Quant.Specs.BadInputException">An interval or calendar the provider does not have.</exception>
    /// <exception cref="ProviderRefusedException">The provider says no, and will say so again.</exception>
    /// <exception cref="ProviderUnavailableException">No answer, or none that can be read, after all retries.</exception>
    IAsyncEnumerable<BarPage> GetBarsAsync(BarRequest request, CancellationToken cancellation);
}
