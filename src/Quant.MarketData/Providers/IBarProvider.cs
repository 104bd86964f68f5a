using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers;

/// <summary>
/// A source that answers for symbols and time ranges, over a network as a rule. An implementation retries what passes
/// by itself (limits, outages) and gives only closed bars, in ascending time, page by page, so that its caller can write
/// each page before asking for the next.
/// </summary>
public interface IBarProvider
{
    /// <summary>Short lower-case name, as configuration and records use it: <c>alpaca</c>, <c>sample</c>.</summary>
    string Name { get; }

    ProviderCapabilities Capabilities { get; }

    /// <summary>Raw (unadjusted) bars that start at or after one time and before another.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="interval">One of <see cref="ProviderCapabilities.Intervals"/>.</param>
    /// <param name="from">First start, inclusive.</param>
    /// <param name="to">Last start, exclusive.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Quant.Specs.BadInputException">Symbol or interval the provider does not have.</exception>
    IAsyncEnumerable<BarPage> GetBarsAsync(
        Symbol symbol,
        Interval interval,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellation
    );
}

/// <summary>What a provider has.</summary>
/// <param name="Intervals">Intervals it serves.</param>
/// <param name="EarliestDate">First date it can serve; null where unknown.</param>
/// <param name="HasVwap">Every bar carries VWAP.</param>
/// <param name="HasTradeCount">Every bar carries the number of trades.</param>
/// <param name="NeedsCredentials">It answers only with a key.</param>
public sealed record ProviderCapabilities(
    IReadOnlyList<Interval> Intervals,
    DateOnly? EarliestDate,
    bool HasVwap,
    bool HasTradeCount,
    bool NeedsCredentials
);

/// <summary>Bars that arrived together.</summary>
/// <param name="Bars">At least one bar, all after those of the page before.</param>
/// <param name="CoveredTo">
/// The range is complete up to this time, microseconds UTC, exclusive: where to go on after an interruption.
/// </param>
public sealed record BarPage(BarSeries Bars, long CoveredTo);
