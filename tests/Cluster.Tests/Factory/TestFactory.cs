using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Quant.Catalog;
using Quant.Grains.Ingest;
using Quant.Grains.Work;
using Quant.Lake.Partitions;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Registry;
using Quant.Silo.Engines;
using Quant.Silo.Hosting;

namespace Quant.Cluster.Tests.Factory;

/// <summary>How a factory under test is set up.</summary>
internal sealed record FactoryOptions
{
    public short Silos { get; init; } = 1;

    /// <summary>Computing threads of each silo.</summary>
    public int Threads { get; init; } = 1;

    public long MaxTrials { get; init; } = 1_000_000;

    /// <summary>A PostgreSQL connection string for the catalog; null keeps it in the root.</summary>
    public string? Postgres { get; init; }

    /// <summary>Whether a catalog that is away is told at once.</summary>
    public bool Impatient { get; init; }

    /// <summary>Providers of bars, in the order they are tried.</summary>
    public IReadOnlyList<IBarProvider> Providers { get; init; } = [];

    /// <summary>Whether the first silo goes on with what was under way, as a server does.</summary>
    public bool ResumeStudies { get; init; }
}

/// <summary>A whole factory over one data root: stores, silos that share them, and a client.</summary>
internal sealed class TestFactory : IAsyncDisposable
{
    private readonly TestRoot? _ownRoot;
    private readonly List<WorkPool> _pools = [];

    private TestFactory(QuantStores stores, InProcessTestCluster cluster, TestRoot? ownRoot) =>
        (Stores, Cluster, _ownRoot) = (stores, cluster, ownRoot);

    public QuantStores Stores { get; }

    public InProcessTestCluster Cluster { get; }

    public CatalogStore Catalog => Stores.Catalog;

    public LakeStore Lake => Stores.Lake;

    public IClusterClient Client => Cluster.Client;

    /// <summary>Starts a factory over a root of its own, or over one that is there.</summary>
    public static async Task<TestFactory> StartAsync(FactoryOptions? options = null, TestRoot? root = null) =>
        await StartAsync(options ?? new FactoryOptions(), root?.Path, root is null ? new TestRoot() : null);

    /// <summary>Starts a factory over a folder.</summary>
    public static Task<TestFactory> StartAtAsync(string folder, FactoryOptions? options = null) =>
        StartAsync(options ?? new FactoryOptions(), folder, null);

    public T Grain<T>(string key)
        where T : IGrainWithStringKey => Client.GetGrain<T>(key);

    public WorkPool PoolOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<WorkPool>();

    /// <summary>The silo a grain lives on.</summary>
    public async Task<InProcessSiloHandle> SiloOfAsync(IAddressable grain)
    {
        var address = await Client.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return Cluster.GetSiloForAddress(address!)!;
    }

    /// <summary>Ends everything where it stands, as if the machine had gone.</summary>
    public async Task CrashAsync()
    {
        foreach (var silo in Cluster.Silos)
        {
            await Cluster.KillSiloAsync(silo);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Eventually.TrueAsync(() => _pools.All(pool => pool is { Running: 0, Waiting: 0 }), "idle threads");
        await Stores.DisposeAsync();
        _ownRoot?.Dispose();
    }

    private static async Task<TestFactory> StartAsync(FactoryOptions options, string? folder, TestRoot? ownRoot)
    {
        var stores = await QuantStores.OpenAsync(
            new StoreOptions
            {
                Root = folder ?? ownRoot!.Path,
                Postgres = options.Postgres,
                BusyTimeout = TimeSpan.FromSeconds(options.Impatient ? 0.1 : 5),
                Retries = options.Impatient ? 0 : 5,
            },
            CancellationToken.None
        );
        var registry = new ProviderRegistry(
            options.Providers.Select(provider => new ProviderEntry(
                provider.Name,
                provider.Name,
                "of tests",
                null,
                () => provider
            ))
        );
        var builder = new InProcessTestClusterBuilder(options.Silos);
        builder.ConfigureSilo(
            (specific, silo) =>
            {
                silo.Configure<SiloOptions>(o => o.SiloName = specific.SiloName);
                silo.AddQuant(
                    stores,
                    new QuantSiloOptions
                    {
                        Name = specific.SiloName,
                        Threads = options.Threads,
                        MaxTrials = options.MaxTrials,
                        Providers = registry,
                        Ingest = new IngestSettings
                        {
                            Providers = [.. options.Providers.Select(p => p.Name)],
                            Gathering = TimeSpan.FromMilliseconds(20),
                        },
                    }
                );
                if (options.ResumeStudies && specific.SiloName == "Silo_0")
                {
                    silo.ResumeStudies();
                }
            }
        );
        builder.ConfigureClient(client => client.Services.AddGrainEngine());
        var factory = new TestFactory(stores, builder.Build(), ownRoot);
        await factory.Cluster.DeployAsync();
        factory._pools.AddRange(factory.Cluster.Silos.Select(factory.PoolOf));
        return factory;
    }
}
