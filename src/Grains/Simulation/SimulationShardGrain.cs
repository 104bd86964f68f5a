using Quant.Grains.Interfaces.Simulation;

namespace Quant.Grains.Simulation;

/// <inheritdoc cref="ISimulationShardGrain"/>
[Orleans.Placement.ActivationCountBasedPlacement]
public sealed class SimulationShardGrain : Grain, ISimulationShardGrain
{
    public Task<BatchReport> RunBatchAsync(BatchRequest request, CancellationToken cancellation) =>
        GrainFactory.GetGrain<ISimulationGrain>(request.Model).RunBatchAsync(request, cancellation);
}
