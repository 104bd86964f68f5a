namespace Quant.Simulation.Signals;

/// <summary>What became of the signal of a bar.</summary>
internal enum EntryVerdict
{
    /// <summary>There was none.</summary>
    NoSignal,
    Enter,
    BlockedByVolatility,
    BlockedByOutlier,
    BlockedByGate,
    BlockedByConfirmation,
    BlockedByCooldown,
}
