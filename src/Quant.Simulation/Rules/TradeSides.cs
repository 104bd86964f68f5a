namespace Quant.Simulation.Rules;

/// <summary>Which entries are allowed.</summary>
public enum TradeSides
{
    /// <summary>Long or flat.</summary>
    Long,

    /// <summary>Short or flat.</summary>
    Short,

    /// <summary>Either, one at a time.</summary>
    LongShort,
}
