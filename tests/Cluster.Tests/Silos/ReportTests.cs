using Orleans;
using Orleans.TestingHost;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Cluster;
using Quant.Grains.Interfaces.Specs;
using Quant.Grains.Work;

namespace Quant.Cluster.Tests.Silos;

/// <summary>What silos tell of themselves.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Every_silo_tells_its_name_its_process_and_its_threads_from_the_start()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 2, Threads = 3 });

        var reports = await ReadAsync(factory);

        Assert.Equal(
            factory.Cluster.Silos.Select(silo => (silo.Name, silo.SiloAddress.ToParsableString())).Order(),
            reports.Select(report => (report.Name, report.Address)).Order()
        );
        Assert.All(reports, report => Assert.Equal(Environment.ProcessId, report.Process.Id));
        Assert.All(reports, report => Assert.True(report.Process.WorkingSetBytes > 0));
        Assert.All(reports, report => Assert.Equal((3, 0), (report.Work.Threads, report.Work.Waiting)));
    }

    [Fact]
    public async Task Calls_are_counted_by_method_with_their_failures_and_the_reports_own_are_not()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions());
        var specs = factory.Grain<ISpecGrain>("models");
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => specs.ResolveModelAsync("nonsense"));
        }

        var report = await UntilAsync(
            factory,
            reports => reports.Single() is { Calls.Exceptions: 3 } one ? one : null,
            "the failures to be told"
        );

        var method = Assert.Single(report.Calls.Methods);
        Assert.Equal(("ISpecGrain.ResolveModelAsync", 3L, 3L), (method.Name, method.Calls, method.Exceptions));
        Assert.Equal(3, method.Buckets.Sum());
        Assert.True(LatencyBuckets.QuantileMs(method.Buckets, 0.95) > 0);
    }

    [Fact]
    public async Task What_a_thread_computes_and_what_waits_for_it_is_told_until_it_is_done()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions());
        var pool = factory.PoolOf(factory.Cluster.Silos[0]);
        using (var hold = new Blocker(pool))
        {
            var waiting = pool.RunAsync(new WorkLabel("waiting", "behind"), _ => 1, default);
            var busy = await UntilAsync(
                factory,
                reports => reports.Single() is { Work.Running.Count: 1, Work.Waiting: 1 } one ? one : null,
                "the computation to be told"
            );
            Assert.Equal(("holding", "a thread"), (busy.Work.Running[0].Kind, busy.Work.Running[0].Subject));
            await UntilAsync(
                factory,
                reports => reports.Single().History is [.., { Busy: > 0.9, Waiting: 1 }] ? reports[0] : null,
                "the load to be told"
            );
            hold.Release();
            Assert.Equal(1, await waiting);
        }
        await UntilAsync(
            factory,
            reports => reports.Single() is { Work.Running.Count: 0, Work.Waiting: 0 } one ? one : null,
            "the silo to be idle"
        );
    }

    [Fact]
    public async Task The_reports_survive_the_silo_that_gathered_them()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 2 });
        var gathering = await factory.SiloOfAsync(factory.Client.GetGrain<IClusterReportsGrain>(0));
        var other = factory.Cluster.Silos.Single(silo => silo.SiloAddress != gathering.SiloAddress);

        await factory.Cluster.StopSiloAsync(gathering);

        await UntilAsync(
            factory,
            reports => reports.FirstOrDefault(report => report.Name == other.Name),
            "the silo that is left to tell again"
        );
    }

    private static Task<SiloReport[]> ReadAsync(TestFactory factory) =>
        factory.Client.GetGrain<IClusterReportsGrain>(0).ReadAsync();

    private static async Task<SiloReport> UntilAsync(
        TestFactory factory,
        Func<SiloReport[], SiloReport?> find,
        string what
    )
    {
        SiloReport? found = null;
        await Eventually.TrueAsync(async () => (found = find(await ReadAsync(factory))) is not null, what);
        return found!;
    }
}
