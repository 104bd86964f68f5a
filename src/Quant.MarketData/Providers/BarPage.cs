using Quant.MarketData.Bars;
using Quant.MarketData.Quality;

namespace Quant.MarketData.Providers;

/// <summary>Bars of one symbol that arrived together.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Bars">As sent: not yet sorted, judged, or free of repetitions.</param>
/// <param name="Unreadable">Entries that could not be read as bars; <see cref="RowFault.Line"/> counts them from 1.</param>
public sealed record BarPage(Symbol Symbol, IReadOnlyList<Bar> Bars, IReadOnlyList<RowFault> Unreadable);
