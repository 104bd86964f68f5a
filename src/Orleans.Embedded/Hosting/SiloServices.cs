using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Statistics;
using Orleans.Timers;
using OrleansEmbedded;

namespace Orleans.Hosting;

/// <summary>The services of a silo.</summary>
internal static class SiloServices
{
    private static readonly ConcurrentDictionary<(IPEndPoint, string), EmbeddedCluster> s_shared = new();

    public static ISiloBuilder Add(IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(d => d.ServiceType == typeof(Silo)))
            return new EndpointBuilder(services, configuration);
        EndpointServices.Add<Silo>(services);
        services.TryAddSingleton<IEnvironmentStatisticsProvider, ProcessStatistics>();
        services.TryAddSingleton(_ => new EmbeddedCluster(ClusterOptions.Default, ClusterOptions.Default));
        services.AddSingleton<ILocalSiloDetails>(s => s.GetRequiredService<Silo>());
        services.AddSingleton<IGrainRuntime>(s => s.GetRequiredService<Silo>().Runtime);
        services.AddSingleton<ITimerRegistry>(s => s.GetRequiredService<Silo>().Runtime);
        services.AddTransient<IGrainContext>(_ => RuntimeContext.Current!);
        services.AddHostedService<SiloHostedService>();
        return new EndpointBuilder(services, configuration);
    }

    public static void UseLocalhost(
        IServiceCollection services,
        int siloPort,
        int gatewayPort,
        IPEndPoint? primary,
        string serviceId,
        string clusterId
    )
    {
        EndpointServices.Name(services, clusterId, serviceId);
        if (services.Any(d => d.ServiceType == typeof(EmbeddedCluster) && d.ImplementationInstance is not null))
            return;
        var cluster = primary is null
            ? new EmbeddedCluster(clusterId, serviceId)
            : s_shared.GetOrAdd((primary, clusterId), _ => new EmbeddedCluster(clusterId, serviceId));
        services.Replace(ServiceDescriptor.Singleton(cluster));
        ClientServices.Publish(gatewayPort, clusterId, cluster);
    }

    /// <summary>Stops a silo's host: in good order, or as if its machine had gone.</summary>
    public static async Task StopAsync(IHost host, bool gracefully, CancellationToken cancellationToken = default)
    {
        if (!gracefully)
            host.Services.GetRequiredService<Silo>().Kill();
        try
        {
            await host.StopAsync(cancellationToken);
        }
        finally
        {
            if (host is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
            else
                host.Dispose();
        }
    }
}

/// <summary>Ties a silo's life to its host's.</summary>
internal sealed class SiloHostedService(Silo silo) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => silo.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await silo.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host's patience is over: what had not ended was ended as by a kill.
        }
    }
}
