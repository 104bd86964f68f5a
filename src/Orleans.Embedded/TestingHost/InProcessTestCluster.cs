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
        await StartSilosAsync(Options.InitialSilosCount);
        if (Options.InitializeClientOnDeploy)
            await InitializeClientAsync();
    }

    public async Task InitializeClientAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => client.Services.AddSingleton(_cluster));
        foreach (var configure in Options.ClientHostConfigurationDelegates)
            configure(builder);
        _clientHost = builder.Build();
        await _clientHost.StartAsync();
    }

    public async Task StopClusterClientAsync()
    {
        if (Interlocked.Exchange(ref _clientHost, null) is not { } host)
            return;
        await host.StopAsync();
        host.Dispose();
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

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var started = new List<InProcessSiloHandle>(silosToStart);
        for (var i = 0; i < silosToStart; i++)
        {
            var number = _siloCount++;
            started.Add(await StartAsync(number, $"Silo_{number}"));
        }

        return started;
    }

    /// <summary>Stops a silo gracefully.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance) => EndAsync(instance, true);

    /// <summary>Ends a silo as if its machine had gone: its grains are lost where they are.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => EndAsync(instance, false);

    /// <summary>Stops a silo gracefully and starts one of the same name.</summary>
    public async Task<InProcessSiloHandle> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAsync(instance.InstanceNumber, instance.Name);
    }

    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos.Reverse())
            await StopSiloAsync(silo);
    }

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSilosAsync();
    }

    /// <summary>Membership is known at once in one process: returns when every silo knows it, which is now.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<InProcessSiloHandle> StartAsync(int number, string name)
    {
        var specific = new InProcessTestSiloSpecificOptions
        {
            SiloName = name,
            SiloPort = 11111 + number,
            GatewayPort = 30000 + number,
        };
        var host = _cluster.BuildSiloHost(
            name,
            (builder, silo) =>
            {
                silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeoutWithDebugger = TimeSpan.FromHours(1));
                foreach (var configure in Options.SiloHostConfigurationDelegates)
                    configure(specific, builder);
            }
        );
        await host.StartAsync();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        var handle = new InProcessSiloHandle
        {
            SiloHost = host,
            InstanceNumber = (short)number,
            Name = name,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
        lock (_gate)
            _silos.Add(handle);
        return handle;
    }

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
