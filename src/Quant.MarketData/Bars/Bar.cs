namespace Quant.MarketData.Bars;

/// <summary>Prices and volume of one interval of trading.</summary>
/// <param name="Ts">
/// Start of the bar, microseconds UTC. What the bar says is known only at its close, one interval (or the rest of the
/// session) later. A daily bar starts at midnight of its session date in the exchange's time zone.
/// </param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price; at least Open, Low and Close.</param>
/// <param name="Low">Lowest price, above zero; at most Open, High and Close.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Units traded, at least 0; fractional for crypto. 0 where the source has none.</param>
/// <param name="Vwap">Volume-weighted average price; NaN where the source gives none.</param>
/// <param name="TradeCount">Number of trades; -1 where the source gives none.</param>
public readonly record struct Bar(
    long Ts,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double Vwap = double.NaN,
    int TradeCount = -1
);
