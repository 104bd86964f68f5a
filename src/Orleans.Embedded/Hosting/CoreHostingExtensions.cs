using System.Net;

namespace Orleans.Hosting;

/// <summary>How silos find each other, and what their calls leave behind.</summary>
public static class CoreHostingExtensions
{
    /// <summary>
    /// A cluster of this machine. Silos of this process with the same primary endpoint form one cluster; a silo without one
    /// is a cluster by itself. The ports are names here: nothing listens on them.
    /// </summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev"
    )
    {
        SiloServices.UseLocalhost(builder.Services, siloPort, gatewayPort, primarySiloEndpoint, serviceId, clusterId);
        return builder;
    }

    /// <summary>Calls have activities, by which traces go along with them; see <see cref="Diagnostics.ActivitySources"/>.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<CallTrace.Switch>();
        return builder;
    }
}
