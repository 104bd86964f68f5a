using System.Globalization;
using Orleans.Runtime;
using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Status;

/// <summary>Silos as the cluster's own management grain tells them.</summary>
internal sealed class ClusterReads(IGrainFactory grains) : IClusterReads
{
    public async Task<IReadOnlyList<SiloDto>> ListSilosAsync(CancellationToken cancellation)
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts();
        return
        [
            .. hosts
                .OrderBy(host => host.Key.Endpoint.Port)
                .ThenBy(host => host.Key.Generation)
                .Select(
                    (host, i) =>
                        new SiloDto(
                            string.Create(CultureInfo.InvariantCulture, $"silo-{i}"),
                            host.Key.ToParsableString(),
                            host.Value.ToString(),
                            null
                        )
                ),
        ];
    }
}
