using System.Collections.ObjectModel;
using Microsoft.Extensions.Hosting;
using OrleansEmbedded;

namespace Orleans.TestingHost;

/// <summary>Silos in this process, with a client whose calls are serialised, for tests.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly EmbeddedCluster _cluster;
    private readonly Lock _gate = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private int _siloCount;
    private bool _disposed;

    internal InProcessTestCluster(InProcessTestClusterOptions options)
    {
        Options = options;
        _cluster = new EmbeddedCluster(options.ClusterId, options.ServiceId);
    }

    public InProcessTestClusterOptions Options { get; }

    /// <summary>The silos that were started and not stopped.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_gate)
                return new([.. _silos]);
        }
    }

    public IClusterClient Client =>
        (
            _clientHost ?? throw new InvalidOperationException("The client has not been started.")
        ).Services.GetRequiredService<IClusterClient>();

    /// <summary>Starts the silos, then the client.</summary>
    public async Task DeployAsync()
    {
        if (_silos.Count > 0)
            throw new InvalidOperationException("Cluster host already deployed.");
        for (var i = 0; i < Options.InitialSilosCount; i++)
            await StartAdditionalSiloAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => client.Services.AddSingleton(_cluster));
        foreach (var configure in Options.ClientHostConfigurationDelegates)
            configure(builder);
        _clientHost = builder.Build();
        await _clientHost.StartAsync();
    }

    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) =>
        Silos.FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    /// <summary>The services of a silo; of the first one where none is given.</summary>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        silo is null
            ? Silos[0].ServiceProvider
            : (
                GetSiloForAddress(silo) ?? throw new ArgumentException($"No silo {silo}.", nameof(silo))
            ).ServiceProvider;

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        var specific = new InProcessTestSiloSpecificOptions { SiloName = $"Silo_{_siloCount++}" };
        var host = _cluster.BuildSiloHost(
            specific.SiloName,
            (builder, silo) =>
            {
                silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeoutWithDebugger = TimeSpan.FromHours(1));
                foreach (var configure in Options.SiloHostConfigurationDelegates)
                    configure(specific, builder);
            }
        );
        await host.StartAsync();
        var handle = new InProcessSiloHandle
        {
            SiloHost = host,
            Name = specific.SiloName,
            SiloAddress = host.Services.GetRequiredService<Silo>().Address,
        };
        lock (_gate)
            _silos.Add(handle);
        return handle;
    }

    /// <summary>Stops a silo gracefully.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance) => EndAsync(instance, true);

    /// <summary>Ends a silo as if its machine had gone: its grains are lost where they are.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => EndAsync(instance, false);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_clientHost is not null)
            await _clientHost.StopAsync();
        _clientHost?.Dispose();
        foreach (var silo in Silos.Reverse())
            await StopSiloAsync(silo);
        await _cluster.DisposeAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task EndAsync(InProcessSiloHandle instance, bool gracefully)
    {
        lock (_gate)
        {
            if (!_silos.Remove(instance))
                return;
        }

        await instance.StopSiloAsync(gracefully);
    }
}
