using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Orleans.TestingHost;
using Quant.Catalog.Studies;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;

namespace Quant.Cluster.Tests.Studies;

/// <summary>
/// A study that was cancelled, moved or lost half-way ends like one nobody disturbed. The pool of one silo is held, so
/// that there is a half-way to interrupt at.
/// </summary>
public sealed class InterruptionTests(Undisturbed undisturbed) : IClassFixture<Undisturbed>
{
    [Fact]
    public async Task A_cancelled_study_keeps_its_trials_and_goes_on_when_started_again()
    {
        await using var factory = await StartAsync(3);
        var (grain, _, held, hold) = await HalfWayAsync(factory);
        using (hold)
        {
            var cancelled = await grain.CancelAsync();
            Assert.Equal(WorkState.Cancelled, cancelled.Work.State);
            Assert.InRange(cancelled.TrialsDone, 1, cancelled.Trials - 1);
            Assert.Empty(await factory.Catalog.Reminders.ListAsync(0, 0));
        }
        await Eventually.TrueAsync(() => factory.PoolOf(held) is { Running: 0, Waiting: 0 }, "what was under way");
        var kept = (await factory.Catalog.Trials.CountAsync(undisturbed.Study)).Values.Sum();
        Assert.Equal(WorkState.Cancelled, (await grain.ResumeAsync()).Work.State);

        await grain.StartAsync(Undisturbed.Spec.ToJsonString());
        var status = await grain.EndedAsync();

        await MustBeCompleteAsync(factory, status, kept);
    }

    [Fact]
    public async Task A_study_whose_silo_is_stopped_goes_on_where_it_was()
    {
        await using var factory = await StartAsync(3);
        var (grain, home, _, hold) = await HalfWayAsync(factory);
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

        await MustBeCompleteAsync(factory, status, kept);
    }

    [Fact]
    public async Task A_silo_lost_with_work_on_it_costs_the_study_nothing()
    {
        await using var factory = await StartAsync(3);
        var (grain, _, held, hold) = await HalfWayAsync(factory);
        using (hold)
        {
            await factory.Cluster.KillSiloAsync(held);
        }

        var status = await grain.EndedAsync();

        await MustBeCompleteAsync(factory, status, 0);
    }

    [Fact]
    public async Task A_study_lost_with_its_silo_goes_on_elsewhere()
    {
        await using var factory = await StartAsync(3);
        var (grain, home, _, hold) = await HalfWayAsync(factory);
        long kept;
        using (hold)
        {
            await factory.Cluster.KillSiloAsync(home);
            kept = (await factory.Catalog.Trials.CountAsync(undisturbed.Study)).Values.Sum();
            Assert.NotEqual(home.SiloAddress, (await SiloOfNowAsync(factory, grain)).SiloAddress);
        }

        await grain.ResumeAsync();
        var status = await grain.EndedAsync();

        await MustBeCompleteAsync(factory, status, kept);
    }

    [Fact]
    public async Task A_reminder_wakes_a_study_that_was_lost()
    {
        using var root = new TestRoot();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        await using (var factory = await StartAsync(2, root, clock))
        {
            var (_, _, _, hold) = await HalfWayAsync(factory);
            using (hold)
            {
                await factory.CrashAsync();
            }
        }
        await using var later = await TestFactory.StartAsync(new FactoryOptions { Clock = clock }, root);
        var kept = (await later.Catalog.Trials.CountAsync(undisturbed.Study)).Values.Sum();
        Assert.InRange(kept, 1, 383);

        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(
            async () =>
                (await later.Catalog.Studies.FindAsync(undisturbed.Study))!.Status
                == Catalog.Studies.StudyStatus.Completed,
            "the study that its reminder wakes"
        );

        await Eventually.TrueAsync(
            async () => (await later.Catalog.Reminders.ListAsync(0, 0)).Count == 0,
            "the reminder to go"
        );
        var status = await later.Grain<IGridSearchGrain>(undisturbed.Study).GetStatusAsync();
        await MustBeCompleteAsync(later, status, kept);
    }

    [Fact]
    public async Task A_server_that_starts_goes_on_with_what_was_running()
    {
        using var root = new TestRoot();
        await using (var factory = await StartAsync(2, root))
        {
            var (_, _, _, hold) = await HalfWayAsync(factory);
            using (hold)
            {
                await factory.CrashAsync();
            }
        }
        await using var later = await TestFactory.StartAsync(new FactoryOptions { ResumeStudies = true }, root);

        await Eventually.TrueAsync(
            async () =>
                (await later.Catalog.Studies.FindAsync(undisturbed.Study))!.Status
                == Catalog.Studies.StudyStatus.Completed,
            "the study to be resumed"
        );

        (await StudyImage.OfAsync(later.Catalog, undisturbed.Study)).MustEqual(undisturbed.Image);
    }

    [Fact]
    public async Task A_study_under_way_is_not_collected_as_idle()
    {
        await using var factory = await StartAsync(2);
        var (grain, home, _, hold) = await HalfWayAsync(factory);
        using (hold)
        {
            await factory.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            await factory.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            Assert.Equal(WorkState.Running, (await grain.GetStatusAsync()).Work.State);
            Assert.Equal(home.SiloAddress, (await factory.SiloOfAsync(grain)).SiloAddress);
        }

        await MustBeCompleteAsync(factory, await grain.EndedAsync(), 0);
    }

    [Fact]
    public async Task A_study_whose_bars_changed_while_it_was_away_says_so_once_and_is_not_woken_again()
    {
        using var root = new TestRoot();
        await using (var factory = await StartAsync(2, root))
        {
            var (_, _, _, hold) = await HalfWayAsync(factory);
            using (hold)
            {
                await factory.CrashAsync();
            }
        }
        await using var later = await TestFactory.StartAsync(root: root);
        await later.ImportAsync("ACME", TestBars.Revised(Undisturbed.Bars, 300));

        var status = await later.Grain<IGridSearchGrain>(undisturbed.Study).ResumeAsync();

        Assert.Equal(WorkState.Failed, status.Work.State);
        Assert.Contains("bars changed", status.Work.Error, StringComparison.Ordinal);
        Assert.Empty(await later.Catalog.Reminders.ListAsync(0, 0));
        await Faults.RefusedAsync(
            "study",
            () => later.Grain<IGridSearchGrain>(undisturbed.Study).StartAsync(Undisturbed.Spec.ToJsonString())
        );
    }

    [Fact]
    public async Task One_study_that_cannot_be_resumed_stops_neither_the_server_nor_the_other_studies()
    {
        using var root = new TestRoot();
        await using (var factory = await StartAsync(2, root))
        {
            await factory.Catalog.Studies.AddAsync("broken", "broken", "{}", Specs.Fingerprint.OfCanonical("x"), 5);
            await factory.Catalog.Studies.StartAsync("broken");
            var (_, _, _, hold) = await HalfWayAsync(factory);
            using (hold)
            {
                await factory.Catalog.Studies.AddAsync(
                    "broken2",
                    "broken",
                    "[]",
                    Specs.Fingerprint.OfCanonical("y"),
                    5
                );
                await factory.Catalog.Studies.StartAsync("broken2");
                await factory.CrashAsync();
            }
        }
        await using var later = await TestFactory.StartAsync(new FactoryOptions { ResumeStudies = true }, root);

        await Eventually.TrueAsync(
            async () => (await later.Catalog.Studies.ListAsync(Catalog.Studies.StudyStatus.Running)).Total == 0,
            "no study to be running"
        );

        foreach (var id in new[] { "broken", "broken2" })
        {
            var broken = (await later.Catalog.Studies.FindAsync(id))!;
            Assert.Equal(Catalog.Studies.StudyStatus.Failed, broken.Status);
            Assert.NotEmpty(broken.Error!);
        }
        (await StudyImage.OfAsync(later.Catalog, undisturbed.Study)).MustEqual(undisturbed.Image);
        Assert.Equal(WorkState.Idle, (await later.Grain<IGridSearchGrain>("none").GetStatusAsync()).Work.State);
    }

    private static async Task<TestFactory> StartAsync(short silos, TestRoot? root = null, TimeProvider? clock = null)
    {
        var factory = await TestFactory.StartAsync(
            new FactoryOptions { Silos = silos, Clock = clock ?? TimeProvider.System },
            root
        );
        await factory.ImportAsync("ACME", Undisturbed.Bars);
        return factory;
    }

    /// <summary>Runs the study until all it can do without one held silo is done.</summary>
    private static async Task<(
        IGridSearchGrain Grain,
        InProcessSiloHandle Home,
        InProcessSiloHandle Held,
        Blocker Hold
    )> HalfWayAsync(TestFactory factory)
    {
        foreach (var horizon in Enumerable.Range(1, 8))
        {
            var model = Undisturbed.Spec["model"]!.DeepClone().AsObject();
            model["training"]!["label"]!["params"]!["horizon"] = horizon;
            await factory.TrainAsync(model);
        }
        var grain = await factory.StudyGrainAsync(Undisturbed.Spec);
        await grain.GetStatusAsync();
        var home = await factory.SiloOfAsync(grain);
        var held = factory.Cluster.Silos.First(silo => silo != home);
        var hold = new Blocker(factory.PoolOf(held));
        await grain.StartAsync(Undisturbed.Spec.ToJsonString());
        await Eventually.TrueAsync(
            async () => hold.Waiting > 0 && (await grain.GetStatusAsync()).TrialsDone > 0,
            "a study half-way"
        );
        return (grain, home, held, hold);
    }

    private static async Task<InProcessSiloHandle> SiloOfNowAsync(TestFactory factory, IGridSearchGrain grain)
    {
        Assert.Equal(WorkState.Running, (await grain.GetStatusAsync()).Work.State);
        return await factory.SiloOfAsync(grain);
    }

    private async Task MustBeCompleteAsync(TestFactory factory, Grains.Interfaces.Search.StudyStatus status, long kept)
    {
        Assert.Equal((WorkState.Completed, null), (status.Work.State, status.Work.Error));
        Assert.Equal((status.Trials, kept), (status.TrialsDone, status.TrialsReused));
        Assert.Equal(undisturbed.BestScore, status.BestScore);
        (await StudyImage.OfAsync(factory.Catalog, undisturbed.Study)).MustEqual(undisturbed.Image);
        await factory.LakeMustBeWholeAsync();
    }
}

/// <summary>The study that others interrupt, run without a disturbance.</summary>
public sealed class Undisturbed : IAsyncLifetime
{
    internal static IReadOnlyList<TestBar> Bars { get; } = TestBars.Daily(700);

    internal static JsonObject Spec => TestSpecs.ManyModels();

    internal string Study { get; private set; } = "";

    internal double? BestScore { get; private set; }

    internal StudyImage Image { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", Bars);
        var status = await factory.RunStudyAsync(Spec);
        Assert.Equal((WorkState.Completed, 384L), (status.Work.State, status.TrialsDone));
        (Study, BestScore) = (status.Study, status.BestScore);
        Image = await StudyImage.OfAsync(factory.Catalog, Study);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
