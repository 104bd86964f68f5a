using Microsoft.Extensions.Hosting;

namespace OrleansEmbedded;

/// <summary>
/// The cluster of this process: silos that join and leave, the directory of their grains, and what outlives a single silo
/// (states and reminders kept in memory). The host's own silo joins by <see cref="EmbeddedClusterHosting.UseEmbeddedCluster"/>.
/// </summary>
public sealed class EmbeddedCluster(string clusterId = "dev", string serviceId = "dev") : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private int _silos;

    public string ClusterId { get; } = clusterId;

    public string ServiceId { get; } = serviceId;

    internal Fabric Fabric { get; } = new();

    /// <summary>The silos that are starting, active or stopping.</summary>
    public IReadOnlyList<EmbeddedSilo> Silos =>
        [.. Fabric.Silos.Select(silo => new EmbeddedSilo(silo.Name, silo.Address, silo.Status, silo.Services))];

    /// <summary>Adds a silo with services of its own, as <paramref name="configure"/> says, and starts it.</summary>
    public async Task<EmbeddedSilo> AddSiloAsync(
        Action<ISiloBuilder> configure,
        string? name = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        var host = BuildSiloHost(name ?? $"Silo_{Interlocked.Increment(ref _silos)}", (_, silo) => configure(silo));
        await host.StartAsync(cancellationToken);
        lock (_hosts)
            _hosts.Add(host);
        var added = host.Services.GetRequiredService<Silo>();
        return new EmbeddedSilo(added.Name, added.Address, added.Status, added.Services);
    }

    /// <summary>Stops a silo: running calls end, its grains are deactivated and live on elsewhere when called.</summary>
    /// <exception cref="ArgumentException">There is no such silo.</exception>
    public Task StopSiloAsync(SiloAddress silo, CancellationToken cancellationToken = default) =>
        EndAsync(silo, true, cancellationToken);

    /// <summary>Ends a silo as if its machine had gone: calls in flight to it fail, nothing of it runs on.</summary>
    /// <exception cref="ArgumentException">There is no such silo.</exception>
    public Task KillSiloAsync(SiloAddress silo) => EndAsync(silo, false, default);

    /// <summary>Stops the silos that <see cref="AddSiloAsync"/> added.</summary>
    public async ValueTask DisposeAsync()
    {
        IHost[] hosts;
        lock (_hosts)
        {
            hosts = [.. _hosts];
            _hosts.Clear();
        }

        foreach (var host in hosts.Reverse())
            await SiloServices.StopAsync(host, true);
        Fabric.Dispose();
    }

    internal IHost BuildSiloHost(string name, Action<IHostApplicationBuilder, ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo =>
        {
            silo.UseEmbeddedCluster(this).Configure<SiloOptions>(o => o.SiloName = name);
            configure(builder, silo);
        });
        return builder.Build();
    }

    private async Task EndAsync(SiloAddress address, bool gracefully, CancellationToken cancellationToken)
    {
        var silo =
            Fabric.Silos.FirstOrDefault(silo => silo.Address.Equals(address))
            ?? throw new ArgumentException($"No silo {address} in this cluster.", nameof(address));
        IHost? host;
        lock (_hosts)
        {
            host = _hosts.Find(host => ReferenceEquals(host.Services.GetService<Silo>(), silo));
            if (host is not null)
                _hosts.Remove(host);
        }

        if (host is not null)
            await SiloServices.StopAsync(host, gracefully, cancellationToken);
        else if (gracefully)
            await silo.StopAsync(cancellationToken);
        else
            silo.Kill();
    }
}

/// <summary>A silo of an <see cref="EmbeddedCluster"/>, as it was when asked for.</summary>
/// <param name="Name">The silo's name.</param>
/// <param name="Address">Its address, unique within the process.</param>
/// <param name="Status">Its state then.</param>
/// <param name="Services">Its services.</param>
public sealed record EmbeddedSilo(string Name, SiloAddress Address, SiloStatus Status, IServiceProvider Services);

/// <summary>Joins a host's silo to a cluster.</summary>
public static class EmbeddedClusterHosting
{
    public static ISiloBuilder UseEmbeddedCluster(this ISiloBuilder builder, EmbeddedCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        builder.Services.Replace(ServiceDescriptor.Singleton(cluster));
        EndpointServices.Name(builder.Services, cluster.ClusterId, cluster.ServiceId);
        return builder;
    }
}
