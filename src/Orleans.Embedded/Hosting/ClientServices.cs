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
            return new Builder(services, configuration);
        services.AddLogging();
        services.AddMetrics();
        services.AddOptions<GrainCollectionOptions>();
        services.AddOptions<SchedulingOptions>();
        services.AddOptions<ClientMessagingOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ClientEndpoint>();
        services.TryAddSingleton(s => new Serializer(s.GetRequiredService<ClientEndpoint>()));
        services.TryAddSingleton(_ => new DeepCopier());
        services.TryAddSingleton<IClusterClient>(s => s.GetRequiredService<ClientEndpoint>().Factory);
        services.TryAddSingleton<IGrainFactory>(s => s.GetRequiredService<IClusterClient>());
        services.AddHostedService<Life>();
        return new Builder(services, configuration);
    }

    public static void UseLocalhost(IServiceCollection services, int gatewayPort, string serviceId, string clusterId)
    {
        services.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = clusterId;
            options.ServiceId = serviceId;
        });
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

    private sealed class Builder(IServiceCollection services, IConfiguration configuration) : IClientBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration => configuration;
    }

    private sealed class Life(ClientEndpoint client) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            client.Connect();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            client.Disconnect();
            return Task.CompletedTask;
        }
    }
}

/// <summary>A client outside of any silo.</summary>
internal sealed class ClientEndpoint(IServiceProvider services, EmbeddedCluster cluster)
    : Endpoint(services, cluster.Fabric, services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value)
{
    public override SiloAddress Address { get; } =
        SiloAddress.New(System.Net.IPAddress.Loopback, 0, -SiloAddress.AllocateNewGeneration());

    public void Connect() => Fabric.Connect(this);

    public void Disconnect()
    {
        Fabric.Disconnect(this);
        Leave();
    }

    public override string ToString() => Address.ToString();
}
