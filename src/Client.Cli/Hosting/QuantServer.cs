using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quant.Client.Cli.Providers;
using Quant.Client.Web.Cluster;
using Quant.Client.Web.Hosting;
using Quant.Lake.DuckDb;
using Quant.Silo.Cluster;
using Quant.Silo.Engines;
using Quant.Silo.Hosting;
using Quant.Specs;
using Quant.Telemetry;

namespace Quant.Client.Cli.Hosting;

/// <summary>The whole factory in this process: stores, silos, API and pages over one data root.</summary>
internal sealed class QuantServer : IAsyncDisposable
{
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly LocalSilos _silos;
    private readonly QuantStores _stores;
    private readonly MetricsExport? _metrics;
    private readonly ProviderSetup _providers;

    private QuantServer(
        WebApplication app,
        LocalSilos silos,
        QuantStores stores,
        ProviderSetup providers,
        MetricsExport? metrics,
        Uri address
    )
    {
        (_app, _silos, _stores, _metrics, Address) = (app, silos, stores, metrics, address);
        _providers = providers;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <exception cref="BadInputException">An option, such as the root or the port, cannot be used.</exception>
    /// <exception cref="Lake.Roots.DataRootInUseException">Another process owns the root.</exception>
    /// <exception cref="DllNotFoundException">DuckDB's library is missing.</exception>
    public static async Task<QuantServer> StartAsync(ServerOptions options, CancellationToken cancellation)
    {
        if (options.Silos is < 1 or > 64)
        {
            throw new BadInputException("--silos", options.Silos, "an integer from 1 to 64");
        }
        _ = DuckDbLibrary.Locate();
        var metrics = MetricsExport.FromEnvironment("quant");
        try
        {
            return await StartAsync(options, metrics, cancellation);
        }
        catch
        {
            metrics?.Dispose();
            throw;
        }
    }

    private static async Task<QuantServer> StartAsync(
        ServerOptions options,
        MetricsExport? metrics,
        CancellationToken cancellation
    )
    {
        var providers = ProviderSetup.Create(TimeProvider.System);
        var stores = await QuantStores.OpenAsync(
            new StoreOptions { Root = options.Root, Postgres = options.Postgres },
            cancellation
        );
        var silos = new LocalSilos(
            stores,
            new QuantSiloOptions
            {
                MaxTrials = options.MaxTrials,
                Providers = providers.Registry,
                Ingest = providers.Settings,
            }
        );
        WebApplication? app = null;
        try
        {
            app = Build(options, stores, silos);
            var address = await app.StartListeningAsync(options, cancellation);
            for (var i = 2; i <= options.Silos; i++)
            {
                await silos.AddAsync(FormattableString.Invariant($"silo-{i}"), cancellation);
            }
            stores.Ownership?.Announce(address.ToString());
            return new QuantServer(app, silos, stores, providers, metrics, address);
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
            await silos.DisposeAsync();
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
        await _silos.DisposeAsync();
        await _stores.DisposeAsync();
        await _providers.DisposeAsync();
        _metrics?.Dispose();
    }

    private static WebApplication Build(ServerOptions options, QuantStores stores, LocalSilos silos)
    {
        var builder = HostBuilding.Create(options, s_shutdown);
        builder.UseOrleans(silo =>
        {
            silos.Join(silo);
            if (options.ResumeStudies)
            {
                silo.ResumeStudies();
            }
        });
        builder.Services.AddQuantHealth();
        builder.Services.AddSingleton<ISiloControl>(new LocalSiloControl(silos));
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
