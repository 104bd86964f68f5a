using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans;
using Orleans.Runtime;

namespace Quant.Silo.Cluster;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can be given work, or else, line by line, what is
/// amiss. Both are open to whoever reaches the port, for they tell nothing else.
/// </summary>
public static class HealthEndpoints
{
    public const string Path = "/health";

    /// <summary>Checks of a process with a silo. A client of a cluster adds only that of its catalog.</summary>
    public static IServiceCollection AddQuantHealth(this IServiceCollection services, bool silo = true)
    {
        var checks = services.AddHealthChecks().AddCheck<CatalogHealth>("catalog");
        if (silo)
        {
            services.AddSingleton<SiloReadiness>();
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(all =>
                all.GetRequiredService<SiloReadiness>()
            );
            checks.AddCheck<SiloReadiness>("silo");
        }
        else
        {
            checks.AddCheck<ClusterHealth>("cluster");
        }
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(Path + "/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks(Path + "/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var lines = report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Status} ({entry.Value.Description})");
        return context.Response.WriteAsync(string.Join('\n', lines.Prepend(report.Status.ToString())) + "\n");
    }
}
