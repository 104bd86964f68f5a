using Quant.MarketData.Bars;

namespace Quant.MarketData.Filling;

/// <summary>Bars as they were, with those between them that were made up.</summary>
/// <param name="Bars">All of them, in time order.</param>
/// <param name="Filled">For each bar whether it was made up.</param>
public sealed record FilledBars(BarSeries Bars, bool[] Filled);
