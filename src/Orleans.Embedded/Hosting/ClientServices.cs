using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OrleansEmbedded;

namespace Orleans.Hosting;

/// <summary>The services of a client that is not a silo: its calls are serialised.</summary>
internal static class ClientServices
{
    private static readonly ConcurrentDictionary<(int, string), WeakReference<EmbeddedCluster>> s_gateways = new();

    public static IClientBuilder Add(IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(d => d.ServiceType == typeof(ClientEndpoint)))
            return new EndpointBuilder(services, configuration);
        EndpointServices.Add<ClientEndpoint>(services);
        services.AddHostedService(s => s.GetRequiredService<ClientEndpoint>());
        return new EndpointBuilder(services, configuration);
    }

    public static void UseLocalhost(IServiceCollection services, int gatewayPort, string serviceId, string clusterId)
    {
        EndpointServices.Name(services, clusterId, serviceId);
        services.TryAddSingleton(_ =>
            s_gateways.TryGetValue((gatewayPort, clusterId), out var weak) && weak.TryGetTarget(out var cluster)
                ? cluster
                : throw new OrleansConfigurationException(
                    $"No silo of cluster \"{clusterId}\" with gateway port {gatewayPort} runs in this process; the embedded engine connects to no other."
                )
        );
    }

    public static void Publish(int gatewayPort, string clusterId, EmbeddedCluster cluster) =>
        s_gateways[(gatewayPort, clusterId)] = new(cluster);
}

/// <summary>A client outside of any silo.</summary>
internal sealed class ClientEndpoint(IServiceProvider services, EmbeddedCluster cluster)
    : Endpoint(services, cluster.Fabric, services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value),
        IHostedService
{
    public override SiloAddress Address { get; } =
        SiloAddress.New(System.Net.IPAddress.Loopback, 0, -SiloAddress.AllocateNewGeneration());

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Fabric.Connect(this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Fabric.Disconnect(this);
        Leave();
        return Task.CompletedTask;
    }
}
