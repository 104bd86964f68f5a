using Quant.Client.Web.Cluster;
using Quant.Silo.Engines;

namespace Quant.Client.Cli.Hosting;

/// <summary>The cluster page's way to the silos of this process.</summary>
internal sealed class LocalSiloControl(LocalSilos silos) : ISiloControl
{
    public string? Unavailable => LocalSilos.Fixed;

    public (string Name, string Reason)? Kept =>
        (silos.HostSilo, $"{silos.HostSilo} is the silo this server asks everything through; it ends with the server.");

    public Task AddAsync(string name, CancellationToken cancellation) => silos.AddAsync(name, cancellation);

    public Task DrainAsync(string name) => silos.DrainAsync(name);
}
