using Orleans.Runtime;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;

namespace Quant.Cluster.Tests.Studies;

/// <summary>
/// A study that was cancelled, moved or lost half-way ends like one nobody disturbed. The computing threads are held, so
/// that there is a half-way to interrupt at.
/// </summary>
public sealed class InterruptionTests(Undisturbed undisturbed) : IClassFixture<Undisturbed>
{
    [Fact]
    public async Task A_cancelled_study_keeps_its_trials_and_goes_on_when_started_again()
    {
        await using var factory = await HalfWay.StartAsync(3);
        var (grain, _, _, hold) = await HalfWay.ReachAsync(factory);
        using (hold)
        {
            var cancelled = await grain.CancelAsync();
            Assert.Equal(WorkState.Cancelled, cancelled.Work.State);
            Assert.InRange(cancelled.TrialsDone, 1, cancelled.Trials - 1);
            Assert.Empty(await factory.Catalog.Reminders.ListAsync(0, 0));
        }
        await Eventually.TrueAsync(
            () => factory.Cluster.Silos.All(silo => factory.PoolOf(silo) is { Running: 0, Waiting: 0 }),
            "what was under way"
        );
        var kept = (await factory.Catalog.Trials.CountAsync(undisturbed.Study)).Values.Sum();
        Assert.Equal(WorkState.Cancelled, (await grain.ResumeAsync()).Work.State);

        await grain.StartAsync(Undisturbed.Spec.ToJsonString());
        var status = await grain.EndedAsync();

        await undisturbed.MustEqualAsync(factory, status, kept);
    }

    [Fact]
    public async Task A_study_whose_silo_is_stopped_goes_on_where_it_was()
    {
        await using var factory = await HalfWay.StartAsync(3);
        var (grain, home, _, hold) = await HalfWay.ReachAsync(factory);
        long kept;
        using (hold)
        {
            await factory.Cluster.StopSiloAsync(home);
            var record = await factory.Catalog.Studies.FindAsync(undisturbed.Study);
            Assert.Equal(Catalog.Studies.StudyStatus.Running, record!.Status);
            kept = (await factory.Catalog.Trials.CountAsync(undisturbed.Study)).Values.Sum();
        }

        await grain.ResumeAsync();
        var status = await grain.EndedAsync();

        await undisturbed.MustEqualAsync(factory, status, kept);
    }

    [Fact]
    public async Task A_silo_lost_with_work_on_it_costs_the_study_nothing()
    {
        await using var factory = await HalfWay.StartAsync(3);
        var (grain, _, worker, hold) = await HalfWay.ReachAsync(factory);
        using (hold)
        {
            await factory.Cluster.KillSiloAsync(worker);
        }

        var status = await grain.EndedAsync();

        await undisturbed.MustEqualAsync(factory, status, 0);
    }

    [Fact]
    public async Task A_study_lost_with_its_silo_goes_on_elsewhere()
    {
        await using var factory = await HalfWay.StartAsync(3);
        var (grain, home, _, hold) = await HalfWay.ReachAsync(factory);
        long kept;
        using (hold)
        {
            await factory.Cluster.KillSiloAsync(home);
            kept = (await factory.Catalog.Trials.CountAsync(undisturbed.Study)).Values.Sum();
            Assert.Equal(WorkState.Running, (await grain.GetStatusAsync()).Work.State);
            Assert.NotEqual(home.SiloAddress, (await factory.SiloOfAsync(grain)).SiloAddress);
        }

        await grain.ResumeAsync();
        var status = await grain.EndedAsync();

        await undisturbed.MustEqualAsync(factory, status, kept);
    }

    [Fact]
    public async Task A_study_under_way_is_not_collected_as_idle()
    {
        await using var factory = await HalfWay.StartAsync(2);
        var (grain, home, _, hold) = await HalfWay.ReachAsync(factory);
        using (hold)
        {
            await factory.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            await factory.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            Assert.Equal(WorkState.Running, (await grain.GetStatusAsync()).Work.State);
            Assert.Equal(home.SiloAddress, (await factory.SiloOfAsync(grain)).SiloAddress);
        }

        await undisturbed.MustEqualAsync(factory, await grain.EndedAsync(), 0);
    }
}
