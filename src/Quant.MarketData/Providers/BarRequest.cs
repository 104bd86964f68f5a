using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;

namespace Quant.MarketData.Providers;

/// <summary>Bars asked of a provider.</summary>
/// <param name="Symbols">At least one; at most <see cref="ProviderCapabilities.SymbolsPerRequest"/>.</param>
/// <param name="Interval">One of <see cref="ProviderCapabilities.Intervals"/>.</param>
/// <param name="Calendar">When the symbols trade: a daily bar is stamped midnight in its zone.</param>
/// <param name="FromTs">First start, inclusive, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive, microseconds UTC.</param>
public sealed record BarRequest(
    IReadOnlyList<Symbol> Symbols,
    Interval Interval,
    ExchangeCalendar Calendar,
    long FromTs,
    long ToTs
);
