using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Quant.Client.Web.Cluster;
using Quant.Client.Web.Hosting;
using Quant.Lake.DuckDb;
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

    private QuantServer(
        WebApplication app,
        LocalSilos silos,
        QuantStores stores,
        MetricsExport? metrics,
        Uri address
    ) => (_app, _silos, _stores, _metrics, Address) = (app, silos, stores, metrics, address);

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
        var stores = await QuantStores.OpenAsync(
            new StoreOptions { Root = options.Root, Postgres = options.Postgres },
            cancellation
        );
        var silos = new LocalSilos(stores, new QuantSiloOptions { MaxTrials = options.MaxTrials });
        WebApplication? app = null;
        MetricsExport? metrics = null;
        try
        {
            metrics = MetricsExport.FromEnvironment("quant");
            app = Build(options, stores, silos);
            await StartListeningAsync(app, options, cancellation);
            for (var i = 2; i <= options.Silos; i++)
            {
                await silos.AddAsync(FormattableString.Invariant($"silo-{i}"), cancellation);
            }
            var address = AddressOf(app);
            stores.Ownership?.Announce(address.ToString());
            return new QuantServer(app, silos, stores, metrics, address);
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
            await silos.DisposeAsync();
            await stores.DisposeAsync();
            metrics?.Dispose();
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
        _metrics?.Dispose();
    }

    private static WebApplication Build(ServerOptions options, QuantStores stores, LocalSilos silos)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = [] }
        );
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Logging.SetMinimumLevel(options.Verbose ? LogLevel.Information : LogLevel.Warning);
        // What keeps the host from starting comes back to the caller, who says it in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_shutdown);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Listen, options.Port);
        });
        builder.UseOrleans(silo =>
        {
            silos.Join(silo);
            if (options.ResumeStudies)
            {
                silo.ResumeStudies();
            }
        });
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
        return app;
    }

    private static async Task StartListeningAsync(
        WebApplication app,
        ServerOptions options,
        CancellationToken cancellation
    )
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception fault) when (fault is IOException { InnerException: AddressInUseException } or SocketException)
        {
            throw new BadInputException(
                "--port",
                options.Port,
                $"a port of {options.Listen} that is free ({fault.Message})"
            );
        }
    }

    private static Uri AddressOf(WebApplication app)
    {
        var bound = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        );
        return
            IPAddress.TryParse(bound.Host.Trim('[', ']'), out var ip)
            && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(bound) { Host = "127.0.0.1" }.Uri
            : bound;
    }

    /// <summary>Ctrl+C is the command line's business, not the host's.</summary>
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
