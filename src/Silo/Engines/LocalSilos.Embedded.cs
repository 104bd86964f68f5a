using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using OrleansEmbedded;
using Quant.Silo.Cluster;
using Quant.Silo.Hosting;

namespace Quant.Silo.Engines;

/// <summary>
/// The silos of this process on the embedded engine: the host's own, which joins by <see cref="Join"/>, and any number
/// beside it. All that differs between engines at start-up is in this folder.
/// </summary>
public sealed class LocalSilos(QuantStores stores, QuantSiloOptions options) : IAsyncDisposable
{
    /// <summary>The engine's name, as status pages show it.</summary>
    public const string Engine = "Embedded";

    private readonly EmbeddedCluster _cluster = new("quant", "quant");

    /// <summary>Why silos are neither added nor drained while the process runs; null where they may be.</summary>
    public static string? Fixed => null;

    /// <summary>The silo that joined with the host, and stays as long as it.</summary>
    public string HostSilo => options.Name;

    /// <summary>Makes the host's silo one of them.</summary>
    public void Join(ISiloBuilder silo) => Configure(silo.UseEmbeddedCluster(_cluster), options.Name);

    /// <summary>Starts one more silo.</summary>
    /// <exception cref="ArgumentException">There is a silo of that name.</exception>
    public Task AddAsync(string name, CancellationToken cancellation) =>
        name == HostSilo || _cluster.Silos.Any(silo => silo.Name == name)
            ? throw new ArgumentException($"There is a silo '{name}' already.", nameof(name))
            : _cluster.AddSiloAsync(silo => Configure(silo, name), name, cancellation);

    /// <summary>
    /// Stops a silo that was added: its grains end what they are doing and live on elsewhere. What still runs after the
    /// host's shutdown timeout (30 s) is given up, and begun again elsewhere by whoever asked for it.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such silo, or it is the host's own.</exception>
    public async Task DrainAsync(string name)
    {
        var silo =
            _cluster.Silos.FirstOrDefault(silo => silo.Name == name && name != HostSilo)
            ?? throw new ArgumentException($"No silo '{name}' that could be drained.", nameof(name));
        await _cluster.StopSiloAsync(silo.Address);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private void Configure(ISiloBuilder silo, string name) =>
        silo.Configure<Orleans.Configuration.SiloOptions>(o => o.SiloName = name)
            .AddQuant(stores, options with { Name = name });
}

/// <summary>Silos and clients of a cluster of several processes, which the embedded engine does not have.</summary>
public static class ClusterWiring
{
    /// <summary>Why there are no clusters of several processes; null where there are.</summary>
    public static string? Unavailable =>
        "this program was built with the embedded grain engine, which is one process; "
        + "build it with Microsoft Orleans (QUANT_ENGINE=orleans)";

    /// <summary>What every silo and client needs beside the engine: on this one, nothing.</summary>
    public static IServiceCollection AddGrainEngine(this IServiceCollection services) => services;

    /// <summary>Makes a silo a member of a cluster.</summary>
    /// <exception cref="NotSupportedException">Always, on this engine.</exception>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, ClusterSettings cluster) =>
        throw new NotSupportedException(Unavailable);

    /// <inheritdoc cref="UseCluster(ISiloBuilder, ClusterSettings)"/>
    public static IClientBuilder UseCluster(this IClientBuilder client, ClusterSettings cluster) =>
        throw new NotSupportedException(Unavailable);

    /// <summary>The dashboard of a cluster's silo; there is none on this engine.</summary>
    public static void MapDashboard(this IEndpointRouteBuilder routes) => throw new NotSupportedException(Unavailable);
}
