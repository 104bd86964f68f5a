using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Quant.Silo.Hosting;

namespace Quant.Silo.Engines;

/// <summary>
/// The silos of this process on Microsoft Orleans: the host's own, which joins by <see cref="Join"/>, and any number
/// beside it, on free ports of the loopback address. All that differs between engines at start-up is in this folder.
/// </summary>
public sealed class LocalSilos(QuantStores stores, QuantSiloOptions options) : IAsyncDisposable
{
    /// <summary>The engine's name, as status pages show it.</summary>
    public const string Engine = "Orleans";

    private readonly List<IHost> _hosts = [];
    private IPEndPoint? _primary;

    /// <summary>Makes the host's silo one of them.</summary>
    public void Join(ISiloBuilder silo) => Configure(silo, options.Name);

    /// <summary>Starts one more silo.</summary>
    public async Task AddAsync(string name, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => Configure(silo, name));
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
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
