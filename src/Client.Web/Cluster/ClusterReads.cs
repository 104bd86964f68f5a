using System.Globalization;
using Orleans.Runtime;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Hosting;
using Quant.Grains.Interfaces.Cluster;

namespace Quant.Client.Web.Cluster;

/// <summary>Silos and activations as the cluster's management grain tells them, the rest as the silos tell of themselves.</summary>
internal sealed class ClusterReads(IGrainFactory grains, ISiloControl control, WebOptions options) : IClusterReads
{
    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    public async Task<IReadOnlyList<SiloDto>> ListSilosAsync(CancellationToken cancellation)
    {
        var silos = await ReadSilosAsync();
        return
        [
            .. silos
                .Where(silo => silo.Status != SiloStatus.Dead)
                .Select(silo => new SiloDto(silo.Name, silo.Address, silo.Status.ToString(), silo.Report?.StartedAt)),
        ];
    }

    public async Task<ClusterDto> ReadAsync(CancellationToken cancellation)
    {
        var silos = await ReadSilosAsync();
        var statistics = await Management.GetSimpleGrainStatistics();
        return ClusterFigures.Of(
            options.GrainEngine,
            control,
            // A dead one is worth showing as long as it is remembered what it did.
            [.. silos.Where(silo => silo.Status != SiloStatus.Dead || silo.Report is not null)],
            statistics
        );
    }

    private async Task<IReadOnlyList<SiloState>> ReadSilosAsync()
    {
        var hosts = await Management.GetHosts();
        var reports = (await grains.GetGrain<IClusterReportsGrain>(0).ReadAsync()).ToDictionary(report =>
            report.Address
        );
        return
        [
            .. hosts
                .Select(host =>
                {
                    var address = host.Key.ToParsableString();
                    var report = reports.GetValueOrDefault(address);
                    return new SiloState(report?.Name ?? NameOf(host.Key), address, host.Value, report);
                })
                .OrderBy(silo => silo.Status == SiloStatus.Dead)
                .ThenBy(silo => silo.Name.Length)
                .ThenBy(silo => silo.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>What a silo is called until it has told its name.</summary>
    private static string NameOf(SiloAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Endpoint}");
}

/// <summary>A silo as the membership has it, with its latest report.</summary>
internal sealed record SiloState(string Name, string Address, SiloStatus Status, SiloReport? Report);
