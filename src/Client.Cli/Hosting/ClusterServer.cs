using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Quant.Client.Cli.Providers;
using Quant.Client.Web.Hosting;
using Quant.Lake.DuckDb;
using Quant.Silo.Cluster;
using Quant.Silo.Engines;
using Quant.Silo.Hosting;

namespace Quant.Client.Cli.Hosting;

/// <summary>The API and pages as a client of a cluster, whose silos are other processes.</summary>
internal sealed class ClusterServer : IAsyncDisposable
{
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly QuantStores _stores;
    private readonly ProviderSetup _providers;

    private ClusterServer(WebApplication app, QuantStores stores, ProviderSetup providers, Uri address) =>
        (_app, _stores, _providers, Address) = (app, stores, providers, address);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <exception cref="Quant.Specs.BadInputException">An option cannot be used.</exception>
    /// <exception cref="Quant.Catalog.CatalogException">PostgreSQL cannot be used.</exception>
    public static async Task<ClusterServer> StartAsync(
        ServerOptions options,
        ClusterSettings cluster,
        CancellationToken cancellation
    )
    {
        cluster.Check();
        _ = DuckDbLibrary.Locate();
        var providers = ProviderSetup.Create(TimeProvider.System);
        var stores = await QuantStores.OpenAsync(
            new StoreOptions { Root = options.Root, Postgres = cluster.Postgres },
            cancellation
        );
        WebApplication? app = null;
        try
        {
            await OrleansSchema.EnsureAsync(cluster.Postgres, cancellation);
            app = Build(options, cluster, stores, providers);
            return new ClusterServer(app, stores, providers, await app.StartListeningAsync(options, cancellation));
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
            await stores.DisposeAsync();
            await providers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(s_shutdown);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _stores.DisposeAsync();
        await _providers.DisposeAsync();
    }

    private static WebApplication Build(
        ServerOptions options,
        ClusterSettings cluster,
        QuantStores stores,
        ProviderSetup providers
    )
    {
        var builder = HostBuilding.Create(options, s_shutdown);
        var services = builder.Services;
        services.AddSingleton(stores.Catalog);
        services.AddSingleton(stores.Lake);
        services.AddSingleton(stores.Uploads);
        services.AddSingleton(providers.Registry);
        builder.UseOrleansClient(client => client.UseCluster(cluster));
        services.AddQuantHealth(silo: false);
        builder.AddQuantWeb(
            new WebOptions
            {
                DataRoot = stores.Root.Path,
                Listen = options.Listen,
                Token = options.Token,
                GrainEngine = LocalSilos.Engine,
            }
        );
        var app = builder.Build();
        app.MapQuantWeb();
        app.MapHealth();
        return app;
    }
}
