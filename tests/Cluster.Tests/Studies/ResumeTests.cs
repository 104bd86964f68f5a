using Orleans.Runtime;
using Quant.Catalog;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;

namespace Quant.Cluster.Tests.Studies;

/// <summary>What becomes of a study whose whole cluster was lost half-way.</summary>
public sealed class ResumeTests(Undisturbed undisturbed) : IClassFixture<Undisturbed>
{
    [Fact]
    public async Task A_reminder_wakes_a_study_that_was_lost()
    {
        using var root = new TestRoot();
        await using (var factory = await HalfWay.StartAsync(2, root))
        {
            var (_, _, _, hold) = await HalfWay.ReachAsync(factory);
            using (hold)
            {
                await factory.CrashAsync();
            }
        }
        long kept;
        await using (var catalog = await CatalogStore.OpenAsync(CatalogOptions.ForSqlite(root.CatalogPath)))
        {
            kept = (await catalog.Trials.CountAsync(undisturbed.Study)).Values.Sum();
            await MakeDueAsync(catalog);
        }
        Assert.InRange(kept, 1, Undisturbed.Trials - 1);

        await using var later = await TestFactory.StartAsync(root: root);
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
        await undisturbed.MustEqualAsync(later, status, kept);
    }

    /// <summary>Moves the one reminder there is from a minute after the study's start to now.</summary>
    private static async Task MakeDueAsync(CatalogStore catalog)
    {
        var reminder = Assert.Single(await catalog.Reminders.ListAsync(0, 0));
        await catalog.Reminders.UpsertAsync(
            reminder.GrainId,
            reminder.Name,
            DateTimeOffset.UtcNow.AddSeconds(2),
            reminder.Period,
            GrainId.Parse(reminder.GrainId).GetUniformHashCode()
        );
    }

    [Fact]
    public async Task A_server_that_starts_goes_on_with_what_was_running()
    {
        using var root = new TestRoot();
        await using (var factory = await HalfWay.StartAsync(2, root))
        {
            var (_, _, _, hold) = await HalfWay.ReachAsync(factory);
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
    public async Task A_study_whose_bars_changed_while_it_was_away_says_so_once_and_is_not_woken_again()
    {
        using var root = new TestRoot();
        await using (var factory = await HalfWay.StartAsync(2, root))
        {
            var (_, _, _, hold) = await HalfWay.ReachAsync(factory);
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
    public async Task A_study_that_was_lost_can_be_cancelled_where_it_is_not_running()
    {
        using var root = new TestRoot();
        await using (var factory = await HalfWay.StartAsync(2, root))
        {
            var (_, _, _, hold) = await HalfWay.ReachAsync(factory);
            using (hold)
            {
                await factory.CrashAsync();
            }
        }
        await using var later = await TestFactory.StartAsync(root: root);
        var grain = later.Grain<IGridSearchGrain>(undisturbed.Study);
        Assert.Equal(WorkState.Running, (await grain.GetStatusAsync()).Work.State);

        var status = await grain.CancelAsync();

        Assert.Equal(WorkState.Cancelled, status.Work.State);
        Assert.InRange(status.TrialsDone, 1, Undisturbed.Trials - 1);
        Assert.Empty(await later.Catalog.Reminders.ListAsync(0, 0));
    }

    [Fact]
    public async Task One_study_that_cannot_be_resumed_stops_neither_the_server_nor_the_other_studies()
    {
        using var root = new TestRoot();
        await using (var factory = await HalfWay.StartAsync(2, root))
        {
            await factory.Catalog.Studies.AddAsync("broken", "broken", "{}", Specs.Fingerprint.OfCanonical("x"), 5);
            await factory.Catalog.Studies.StartAsync("broken");
            var (_, _, _, hold) = await HalfWay.ReachAsync(factory);
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
}
