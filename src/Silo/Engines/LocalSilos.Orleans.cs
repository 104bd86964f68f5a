using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Serialization;
using Quant.Silo.Cluster;
using Quant.Silo.Hosting;
using Quant.Silo.Storage;

namespace Quant.Silo.Engines;

/// <summary>
/// The silos of this process on Microsoft Orleans: the host's own, which joins by <see cref="Join"/>, and any number
/// beside it, on free ports of the loopback address. All that differs between engines at start-up is in this folder.
/// </summary>
public sealed class LocalSilos(QuantStores stores, QuantSiloOptions options) : IAsyncDisposable
{
    /// <summary>The engine's name, as status pages show it.</summary>
    public const string Engine = "Orleans";

    private readonly ConcurrentDictionary<string, IHost> _added = new(StringComparer.Ordinal);
    private IPEndPoint? _primary;

    /// <summary>Why silos are neither added nor drained while the process runs; null where they may be.</summary>
    public static string? Fixed => null;

    /// <summary>The silo that joined with the host, and stays as long as it.</summary>
    public string HostSilo => options.Name;

    /// <summary>Makes the host's silo one of them.</summary>
    public void Join(ISiloBuilder silo) => Configure(silo, options.Name);

    /// <summary>Starts one more silo.</summary>
    /// <exception cref="ArgumentException">There is a silo of that name.</exception>
    public async Task AddAsync(string name, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => Configure(silo, name));
        var host = builder.Build();
        if (name == HostSilo || !_added.TryAdd(name, host))
        {
            host.Dispose();
            throw new ArgumentException($"There is a silo '{name}' already.", nameof(name));
        }
        try
        {
            await host.StartAsync(cancellation);
        }
        catch
        {
            _added.TryRemove(name, out _);
            host.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stops a silo that was added: its grains end what they are doing and live on elsewhere. What still runs after the
    /// host's shutdown timeout (30 s) is given up, and begun again elsewhere by whoever asked for it.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such silo, or it is the host's own.</exception>
    public Task DrainAsync(string name) =>
        _added.TryRemove(name, out var host)
            ? EndAsync(host)
            : throw new ArgumentException($"No silo '{name}' that could be drained.", nameof(name));

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _added.Keys)
        {
            if (_added.TryRemove(name, out var host))
            {
                await EndAsync(host);
            }
        }
    }

    private static async Task EndAsync(IHost host)
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }
    }

    private void Configure(ISiloBuilder silo, string name)
    {
        var (siloPort, gatewayPort) = FreePorts();
        silo.UseLocalhostClustering(siloPort, gatewayPort, _primary, "quant", "quant");
        _primary ??= new IPEndPoint(IPAddress.Loopback, siloPort);
        silo.Configure<SiloOptions>(o => o.SiloName = name).AddQuant(stores, options with { Name = name });
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}

/// <summary>Silos and clients of a cluster of several processes, on Microsoft Orleans.</summary>
public static class ClusterWiring
{
    /// <summary>Name of the database driver, as Orleans' providers for relational databases know it.</summary>
    private const string Driver = "Npgsql";

    /// <summary>Why there are no clusters of several processes; null where there are.</summary>
    public static string? Unavailable => null;

    /// <summary>What every silo and client needs: the exceptions of this project's rooms cross between processes.</summary>
    public static IServiceCollection AddGrainEngine(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(o => o.SupportedNamespacePrefixes.Add("Quant."));

    /// <summary>Makes a silo a member of the cluster. Call after <see cref="QuantSilo.AddQuant"/>.</summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        silo.ConfigureEndpoints(
            cluster.Advertised,
            cluster.SiloPort,
            cluster.GatewayPort,
            listenOnAnyHostAddress: !IPAddress.IsLoopback(cluster.Advertised)
        );
        if (cluster.Primary is { } primary)
        {
            silo.UseDevelopmentClustering(primary);
        }
        else
        {
            silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Driver, cluster.Postgres));
        }
        if (cluster.States == GrainStore.AdoNet)
        {
            silo.AddAdoNetGrainStorage(
                CatalogGrainStorage.Name,
                o => (o.Invariant, o.ConnectionString) = (Driver, cluster.Postgres)
            );
        }
        if (cluster.Reminders == GrainStore.AdoNet)
        {
            silo.Services.RemoveAll<IReminderTable>();
            silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (Driver, cluster.Postgres));
        }
        if (cluster.Probe is { } probe)
        {
            silo.Configure<ClusterMembershipOptions>(o =>
            {
                o.ProbeTimeout = probe;
                o.TableRefreshTimeout = 4 * probe;
                o.IAmAliveTablePublishTimeout = 2 * probe;
            });
        }
        silo.AddDashboard();
        return silo;
    }

    /// <summary>Makes a client of the cluster.</summary>
    public static IClientBuilder UseCluster(this IClientBuilder client, ClusterSettings cluster)
    {
        client.Services.AddGrainEngine();
        client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        return cluster.Gateways.Count > 0
            ? client.UseStaticClustering([.. cluster.Gateways])
            : client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Driver, cluster.Postgres));
    }

    /// <summary>Orleans' own dashboard, below <c>/orleans</c>.</summary>
    public static void MapDashboard(this IEndpointRouteBuilder routes) => routes.MapOrleansDashboard("/orleans");
}
