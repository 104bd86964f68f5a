using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures a cluster of silos in this process, with a client, for tests.</summary>
public sealed class InProcessTestClusterBuilder
{
    private static int s_clusters;

    /// <summary>A cluster of two silos.</summary>
    public InProcessTestClusterBuilder()
        : this(2) { }

    public InProcessTestClusterBuilder(short initialSilosCount)
    {
        Options.InitialSilosCount = initialSilosCount;
        Options.ClusterId = $"testcluster-{Interlocked.Increment(ref s_clusters)}";
        Options.ServiceId = Guid.NewGuid().ToString("N");
    }

    public InProcessTestClusterOptions Options { get; } = new();

    /// <summary>Configures the hosts of silos and client alike.</summary>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate)
    {
        ConfigureSiloHost((_, host) => configureDelegate(host));
        return ConfigureClientHost(configureDelegate);
    }

    public InProcessTestClusterBuilder ConfigureSilo(
        Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate
    ) =>
        ConfigureSiloHost(
            (options, host) => configureSiloDelegate(options, SiloServices.Add(host.Services, host.Configuration))
        );

    public InProcessTestClusterBuilder ConfigureSiloHost(
        Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate
    )
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate) =>
        ConfigureClientHost(host => configureClientDelegate(ClientServices.Add(host.Services, host.Configuration)));

    public InProcessTestClusterBuilder ConfigureClientHost(Action<IHostApplicationBuilder> configureHostDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(configureHostDelegate);
        return this;
    }

    public InProcessTestCluster Build() => new(Options);
}
