using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans;
using Orleans.Runtime;

namespace Quant.Silo.Cluster;

/// <summary>Whether the silo takes calls: from the moment it is active until it begins to end.</summary>
public sealed class SiloReadiness : ILifecycleParticipant<ISiloLifecycle>, IHealthCheck
{
    private volatile bool _ready;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SiloReadiness), ServiceLifecycleStage.Last, _ => Turn(true), _ => Turn(false));

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            _ready
                ? HealthCheckResult.Healthy("the silo is active")
                : HealthCheckResult.Unhealthy("the silo is not active")
        );

    private Task Turn(bool ready)
    {
        _ready = ready;
        return Task.CompletedTask;
    }
}
