using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public interface IPlacedGrain : IGrainWithStringKey
{
    Task<string> Where();
    Task<string> WhereIs(string prefix, string key);
    Task<string> HoldAndTell();
}

public abstract class PlacedBase(ILocalSiloDetails silo) : Grain, IPlacedGrain
{
    private readonly Guid _worker = Guid.NewGuid();

    public Task<string> Where() => Task.FromResult(silo.SiloAddress.ToString());

    public Task<string> WhereIs(string prefix, string key) => GrainFactory.GetGrain<IPlacedGrain>(key, prefix).Where();

    public async Task<string> HoldAndTell()
    {
        var probe = Probe.For(this.GetPrimaryKeyString());
        probe.Say(_worker.ToString());
        probe.Open($"{probe.Events.Count} in");
        await probe.At("release");
        return _worker.ToString();
    }
}

[RandomPlacement]
public sealed class RandomlyPlacedGrain(ILocalSiloDetails silo) : PlacedBase(silo);

[PreferLocalPlacement]
public sealed class LocallyPlacedGrain(ILocalSiloDetails silo) : PlacedBase(silo);

[HashBasedPlacement]
public sealed class HashPlacedGrain(ILocalSiloDetails silo) : PlacedBase(silo);

[ActivationCountBasedPlacement]
public sealed class CountPlacedGrain(ILocalSiloDetails silo) : PlacedBase(silo);

public sealed class DefaultPlacedGrain(ILocalSiloDetails silo) : PlacedBase(silo);

[StatelessWorker(2)]
public sealed class WorkerGrain(ILocalSiloDetails silo) : PlacedBase(silo);

public sealed class PlacementTests
{
    private const string Space = "Orleans.Embedded.Tests.";

    [Fact]
    public async Task Prefer_local_puts_a_grain_where_its_first_caller_is()
    {
        await using var cluster = await Clusters.StartAsync(3);
        for (var silo = 0; silo < 3; silo++)
        {
            var grain = cluster.On(silo).GetGrain<IPlacedGrain>(Clusters.NewKey(), Space + nameof(LocallyPlacedGrain));
            Assert.Equal(cluster.Silos[silo].SiloAddress.ToString(), await grain.Where());
        }
    }

    [Theory]
    [InlineData(nameof(RandomlyPlacedGrain))]
    [InlineData(nameof(HashPlacedGrain))]
    [InlineData(nameof(CountPlacedGrain))]
    public async Task Every_silo_gets_a_share(string grainClass)
    {
        await using var cluster = await Clusters.StartAsync(2);
        var where = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(_ => cluster.Client.GetGrain<IPlacedGrain>(Clusters.NewKey(), Space + grainClass).Where())
        );
        Assert.Equal(2, where.Distinct().Count());
    }

    [Fact]
    public async Task A_grain_without_placement_is_placed_somewhere_and_stays_there()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        var where = await cluster.Client.GetGrain<IPlacedGrain>(key, Space + nameof(DefaultPlacedGrain)).Where();
        for (var silo = 0; silo < 2; silo++)
            Assert.Equal(
                where,
                await cluster.On(silo).GetGrain<IPlacedGrain>(key, Space + nameof(DefaultPlacedGrain)).Where()
            );
    }

    [Fact]
    public async Task A_stateless_worker_works_in_its_callers_silo()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        for (var silo = 0; silo < 2; silo++)
        {
            var grain = cluster.On(silo).GetGrain<IPlacedGrain>(key, Space + nameof(WorkerGrain));
            Assert.Equal(cluster.Silos[silo].SiloAddress.ToString(), await grain.Where());
        }
    }

    [Fact]
    public async Task Stateless_workers_grow_to_their_maximum_and_no_further()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var probe = Probe.For(key);
        var grain = cluster.On(0).GetGrain<IPlacedGrain>(key, Space + nameof(WorkerGrain));
        var first = grain.HoldAndTell();
        await probe.At("1 in").Soon();
        var second = grain.HoldAndTell();
        await probe.At("2 in").Soon();
        var third = grain.HoldAndTell();
        var fourth = grain.HoldAndTell();
        probe.Open("release");
        var workers = await Task.WhenAll(first, second, third, fourth).Soon();
        Assert.Equal(2, workers.Distinct().Count());
    }
}
