namespace Quant.Simulation.Results;

/// <summary>Why a position was closed.</summary>
public enum ExitReason
{
    /// <summary>The signal fell to the exit threshold.</summary>
    Signal,

    /// <summary>The stop loss.</summary>
    Stop,

    /// <summary>The profit target.</summary>
    Target,

    /// <summary>The trailing stop.</summary>
    Trailing,

    /// <summary>The greatest holding time.</summary>
    MaxHold,

    /// <summary>Equity was not above zero at a close.</summary>
    Liquidation,

    /// <summary>The last bar of the range: an artificial exit, at its close.</summary>
    EndOfData,
}
