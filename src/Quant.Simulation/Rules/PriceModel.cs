namespace Quant.Simulation.Rules;

/// <summary>The price of a bar at which orders fill, before spread, slippage and commission.</summary>
public enum PriceModel
{
    /// <summary>Its open.</summary>
    Open,

    /// <summary>Its close.</summary>
    Close,

    /// <summary>(open + close) / 2.</summary>
    Mid,

    /// <summary>Its volume-weighted average price; (high + low + close) / 3 in bars that have none.</summary>
    Vwap,
}
