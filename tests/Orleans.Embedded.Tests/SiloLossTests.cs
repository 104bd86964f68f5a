using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests;

public sealed class SiloLossTests
{
    private const string Local = "Orleans.Embedded.Tests.LocallyPlacedGrain";

    [Fact]
    public async Task Grains_of_a_stopped_silo_live_on_elsewhere()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        var there = cluster.On(1).GetGrain<IPlacedGrain>(key, Local);
        Assert.Equal(cluster.Silos[1].SiloAddress.ToString(), await there.Where());
        await cluster.StopSiloAsync(cluster.Silos[1]);
        var here = await cluster.On(0).GetGrain<IPlacedGrain>(key, Local).Where().Soon();
        Assert.Equal(cluster.Silos[0].SiloAddress.ToString(), here);
    }

    [Fact]
    public async Task A_silo_that_joins_is_given_grains()
    {
        await using var cluster = await Clusters.StartAsync();
        var added = await cluster.StartAdditionalSiloAsync();
        var there = cluster.On(1).GetGrain<IPlacedGrain>(Clusters.NewKey(), Local);
        Assert.Equal(added.SiloAddress.ToString(), await there.Where());
    }

    [Fact]
    public async Task Hosts_and_activations_are_counted()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        var grain = cluster.On(1).GetGrain<IPlacedGrain>(key, Local);
        await grain.Where();
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        var hosts = await management.GetHosts(onlyActive: true);
        Assert.Equal(cluster.Silos.Select(s => s.SiloAddress).Order(), hosts.Keys.Order());
        Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
        Assert.Equal(cluster.Silos[1].SiloAddress, await management.GetActivationAddress(grain));
        var statistics = await management.GetSimpleGrainStatistics();
        Assert.Contains(
            statistics,
            s => s.GrainType.Contains("LocallyPlaced") && s.SiloAddress.Equals(cluster.Silos[1].SiloAddress)
        );
        Assert.True(await management.GetTotalActivationCount() > 0);
        Assert.Contains(grain.GetGrainId(), await management.GetActiveGrains(grain.GetGrainId().Type));
        Assert.Equal(2, (await management.GetRuntimeStatistics([.. hosts.Keys])).Length);
    }
}
