using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>A silo is lost, or stopped, and that is known at once: on the Microsoft engine it takes its time.</summary>
public sealed class KilledSiloTests
{
    private const string Local = "Orleans.Embedded.Tests.LocallyPlacedGrain";

    [Fact]
    public async Task A_call_to_a_killed_silo_fails_and_the_grain_lives_on_elsewhere()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        await cluster.On(1).GetGrain<IPlacedGrain>(key, Local).Where();
        var grain = cluster.On(0).GetGrain<IPlacedGrain>(key, Local);
        var lost = grain.HoldAndTell();
        await Probe.For(key).At("1 in").Soon();
        await cluster.KillSiloAsync(cluster.Silos[1]);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => lost.Soon());
        Assert.Equal(cluster.Silos[0].SiloAddress.ToString(), await grain.Where().Soon());
    }

    [Fact]
    public async Task State_in_memory_outlives_a_lost_silo()
    {
        await using var cluster = await Clusters.StartAsync(3);
        var keys = Enumerable.Range(0, 12).Select(_ => Clusters.NewKey()).ToList();
        foreach (var key in keys)
            await cluster.Client.GetGrain<ICounterGrain>(key).Increment();
        await cluster.StopSiloAsync(cluster.Silos[1]);
        foreach (var key in keys)
            Assert.Equal(2, await cluster.Client.GetGrain<ICounterGrain>(key).Increment().Soon());
    }

    [Fact]
    public async Task A_stopping_silo_lets_running_calls_end()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        var probe = Probe.For(key);
        var holding = cluster.On(1).GetGrain<IPlacedGrain>(key, Local).Where();
        await holding.Soon();
        var running = cluster.On(0).GetGrain<IPlacedGrain>(key, Local).HoldAndTell();
        await probe.At("1 in").Soon();
        var stopping = cluster.StopSiloAsync(cluster.Silos[1]);
        probe.Open("release");
        Assert.NotEmpty(await running.Soon());
        await stopping.Soon();
    }

    [Fact]
    public async Task Nothing_of_a_killed_silo_runs_on()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        var probe = Probe.For(key);
        await cluster.On(1).GetGrain<IPlacedGrain>(key, Local).Where();
        var zombie = cluster.On(1).GetGrain<ITurnGrain>(key).Hold("a");
        await probe.At("a in").Soon();
        var home = await cluster
            .Client.GetGrain<IManagementGrain>(0)
            .GetActivationAddress(cluster.Client.GetGrain<ITurnGrain>(key));
        await cluster.KillSiloAsync(cluster.GetSiloForAddress(home!)!);
        probe.Open("a out");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => zombie.Soon());
        await cluster.Client.GetGrain<ITurnGrain>(key).Hold("a").Soon();
        Assert.Equal(["a begins", "a begins", "a ends"], probe.Events);
    }

    [Fact]
    public async Task Work_goes_on_while_silos_come_and_go()
    {
        await using var cluster = await Clusters.StartAsync(3);
        var random = new Random(7);
        using var stop = new CancellationTokenSource();
        using var progress = new SemaphoreSlim(0);
        var workers = Enumerable
            .Range(0, 8)
            .Select(w =>
                Task.Run(async () =>
                {
                    var (done, lost) = (0, 0);
                    for (var i = 0; !stop.IsCancellationRequested; i++)
                    {
                        try
                        {
                            await cluster.Client.GetGrain<ITurnGrain>($"chaos {w} {i % 50}").AddSlowly(1);
                            done++;
                            progress.Release();
                        }
                        // Also what a call is told that was sent on from one stopping silo to the next and the next.
                        catch (OrleansMessageRejectionException)
                        {
                            lost++;
                        }
                    }

                    return (done, lost);
                })
            )
            .ToArray();
        for (var round = 0; round < 12; round++)
        {
            for (var call = 0; call < 100; call++)
                Assert.True(await progress.WaitAsync(TimeSpan.FromSeconds(20)));
            var victim = cluster.Silos[random.Next(cluster.Silos.Count)];
            if (round % 3 == 0)
                await cluster.StopSiloAsync(victim).Soon();
            else
                await cluster.KillSiloAsync(victim).Soon();
            await cluster.StartAdditionalSiloAsync().Soon();
        }

        stop.Cancel();
        var results = await Task.WhenAll(workers).Soon();
        Assert.True(results.Sum(r => r.done) >= 1200);
    }
}
