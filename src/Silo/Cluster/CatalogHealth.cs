using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quant.Catalog;

namespace Quant.Silo.Cluster;

/// <summary>Whether the catalog answers.</summary>
public sealed class CatalogHealth(CatalogStore catalog) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            await catalog.Studies.ListAsync(null, 0, 1, cancellationToken);
            return HealthCheckResult.Healthy("the catalog answers");
        }
        catch (CatalogException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }
}
