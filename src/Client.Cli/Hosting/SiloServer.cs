using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Quant.Client.Cli.Providers;
using Quant.Client.Web.Hosting;
using Quant.Lake.DuckDb;
using Quant.Silo.Cluster;
using Quant.Silo.Engines;
using Quant.Silo.Hosting;

namespace Quant.Client.Cli.Hosting;

/// <summary>One silo of a cluster, with its health and Orleans' dashboard over HTTP, and nothing else.</summary>
internal sealed class SiloServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly QuantStores _stores;
    private readonly TimeSpan _drain;
    private readonly ProviderSetup _providers;

    private SiloServer(
        WebApplication app,
        QuantStores stores,
        ProviderSetup providers,
        TimeSpan drain,
        string name,
        Uri address
    )
    {
        (_app, _stores, _drain, Name, Address) = (app, stores, drain, name, address);
        _providers = providers;
    }

    public string Name { get; }

    /// <summary>Where its health and dashboard are.</summary>
    public Uri Address { get; }

    /// <exception cref="Quant.Specs.BadInputException">An option cannot be used.</exception>
    /// <exception cref="Quant.Catalog.CatalogException">PostgreSQL cannot be used.</exception>
    public static async Task<SiloServer> StartAsync(
        ServerOptions options,
        ClusterSettings cluster,
        CancellationToken cancellation
    )
    {
        cluster.Check();
        _ = DuckDbLibrary.Locate();
        var name = cluster.SiloName ?? FormattableString.Invariant($"{Environment.MachineName}-{cluster.SiloPort}");
        var providers = ProviderSetup.Create(TimeProvider.System);
        var stores = await QuantStores.OpenAsync(
            new StoreOptions { Root = options.Root, Postgres = cluster.Postgres },
            cancellation
        );
        WebApplication? app = null;
        try
        {
            await OrleansSchema.EnsureAsync(cluster.Postgres, cancellation);
            app = Build(options, cluster, stores, providers, name);
            return new SiloServer(
                app,
                stores,
                providers,
                cluster.Drain,
                name,
                await app.StartListeningAsync(options, cancellation)
            );
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

    /// <summary>Takes no more work, ends what is under way, leaves the cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(_drain);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _stores.DisposeAsync();
        await _providers.DisposeAsync();
    }

    private static WebApplication Build(
        ServerOptions options,
        ClusterSettings cluster,
        QuantStores stores,
        ProviderSetup providers,
        string name
    )
    {
        var web = new WebOptions
        {
            DataRoot = stores.Root.Path,
            Listen = options.Listen,
            Token = options.Token,
            GrainEngine = LocalSilos.Engine,
        };
        web.Check();
        var builder = HostBuilding.Create(options, cluster.Drain);
        builder.UseOrleans(silo =>
            silo.AddQuant(
                    stores,
                    new QuantSiloOptions
                    {
                        Name = name,
                        MaxTrials = options.MaxTrials,
                        Providers = providers.Registry,
                        Ingest = providers.Settings,
                    }
                )
                .Configure<SiloOptions>(o => o.SiloName = name)
                .UseCluster(cluster)
                .ResumeStudies()
        );
        builder.Services.AddQuantHealth();
        var app = builder.Build();
        app.UseGuards(web);
        app.MapHealth();
        app.MapDashboard();
        return app;
    }
}
