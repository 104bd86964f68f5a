using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans;
using Orleans.Runtime;

namespace Quant.Silo.Cluster;

/// <summary>Whether a client reaches a silo of its cluster.</summary>
public sealed class ClusterHealth(IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            var hosts = await grains
                .GetGrain<IManagementGrain>(0)
                .GetHosts(onlyActive: true)
                .WaitAsync(s_patience, cancellationToken);
            return HealthCheckResult.Healthy($"{hosts.Count} active silos");
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"no silo answers: {fault.Message}");
        }
    }
}
