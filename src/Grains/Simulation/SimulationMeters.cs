using System.Diagnostics.Metrics;
using Quant.Specs;

namespace Quant.Grains.Simulation;

/// <summary>What simulating measures of itself; tag <c>silo</c>: the silo's name.</summary>
internal static class SimulationMeters
{
    /// <summary>Trials recorded for the first time.</summary>
    public static readonly Counter<long> Trials = QuantMeter.Meter.CreateCounter<long>(
        "quant.trials",
        "{trial}",
        "Trials simulated and recorded"
    );

    /// <summary>Bars times configurations.</summary>
    public static readonly Counter<long> Bars = QuantMeter.Meter.CreateCounter<long>(
        "quant.bars.simulated",
        "{bar}",
        "Bars simulated, counted once for each configuration"
    );
}
