using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Simulation;

namespace Quant.Grains.Simulation;

/// <inheritdoc cref="ISimulationGrain"/>
[StatelessWorker]
public sealed class SimulationGrain(TrialBatches batches, FullRuns runs) : Grain, ISimulationGrain
{
    public Task<BatchReport> RunBatchAsync(BatchRequest request, CancellationToken cancellation) =>
        Translated.RunAsync(() => batches.RunAsync(request, cancellation));

    public Task<RunReport> RunAsync(RunRequest request, CancellationToken cancellation) =>
        Translated.RunAsync(() => runs.RunAsync(request, cancellation));
}
