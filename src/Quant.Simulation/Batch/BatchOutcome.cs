using Quant.Simulation.Results;

namespace Quant.Simulation.Batch;

/// <summary>What one configuration of a batch came to.</summary>
/// <param name="Metrics">The metrics, bit for bit those of the single run.</param>
/// <param name="Trades">The trades, those of the single run; null unless asked for.</param>
public sealed record BatchOutcome(SimulationMetrics Metrics, IReadOnlyList<Trade>? Trades);
