using Quant.Catalog.Studies;
using Quant.Catalog.Tests.Databases;

namespace Quant.Catalog.Tests;

public sealed class TrialTests(PostgresFixture postgres)
{
    private static async Task<CatalogStore> OpenWithStudy(TestDatabase database, params string[] ids)
    {
        var store = await database.OpenAsync();
        foreach (var id in ids)
        {
            await store.Studies.AddAsync(id, id, "{}", Samples.Print(id), 100);
        }
        return store;
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_trial_comes_back_as_it_went_in(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = (await OpenWithStudy(database, "s")).Trials;
        var trial = Samples.Trial("s", 3, 1.25) with
        {
            Violated = "trades 12 below 30",
            CreatedAt = TestDatabase.Start,
        };
        Assert.Equal(1, await trials.RecordAsync([trial]));

        var found = await trials.FindAsync("s", 3);

        Assert.Equal(trial.BlockMoments, found!.BlockMoments);
        Assert.Equal(trial, found with { BlockMoments = trial.BlockMoments });
        Assert.Null(await trials.FindAsync("s", 4));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task NaN_becomes_null_and_infinity_stays(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = (await OpenWithStudy(database, "s")).Trials;
        await trials.RecordAsync([
            Samples.Trial("s", 0, double.NaN) with
            {
                Status = TrialStatus.Failed,
                Error = "no data",
                Selection = PeriodMetrics.None with { Sharpe = double.NegativeInfinity, Sqn = 0.1 + 0.2 },
                BlockMoments = null,
            },
        ]);

        var found = await trials.FindAsync("s", 0);

        Assert.Null(found!.Score);
        Assert.Null(found.BlockMoments);
        Assert.Equal(double.NegativeInfinity, found.Selection.Sharpe);
        Assert.Equal(double.PositiveInfinity, found.HoldOut.ProfitFactor);
        Assert.Equal(0.1 + 0.2, found.Selection.Sqn);
        Assert.Null(found.Selection.Trades);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Recording_a_batch_again_adds_only_what_is_new_and_changes_nothing(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = (await OpenWithStudy(database, "s")).Trials;
        Assert.Equal(
            3,
            await trials.RecordAsync([Samples.Trial("s", 2, 1), Samples.Trial("s", 0, 1), Samples.Trial("s", 1, 1)])
        );

        Assert.Equal(
            1,
            await trials.RecordAsync([Samples.Trial("s", 1, 99), Samples.Trial("s", 3, 99), Samples.Trial("s", 3, 77)])
        );
        Assert.Equal(0, await trials.RecordAsync([Samples.Trial("s", 1, 55)]));
        Assert.Equal(0, await trials.RecordAsync([]));

        Assert.Equal([0L, 1, 2, 3], await trials.ListIndexesAsync("s"));
        Assert.Equal(1, (await trials.FindAsync("s", 1))!.Score);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Several_writers_of_overlapping_batches_lose_nothing_and_double_nothing(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await OpenWithStudy(database, "s");
        var other = await database.OpenAsync();

        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(writer =>
                    Task.Run(() =>
                    {
                        var batch = Enumerable.Range(writer * 50, 100).Select(i => Samples.Trial("s", i, i)).ToList();
                        if (writer % 2 == 1)
                        {
                            batch.Reverse();
                        }
                        return (writer % 3 == 0 ? other : store).Trials.RecordAsync(batch);
                    })
                )
        );

        Assert.Equal(450, counts.Sum());
        Assert.Equal(Enumerable.Range(0, 450).Select(i => (long)i), await store.Trials.ListIndexesAsync("s"));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Trials_of_a_study_nobody_entered_are_refused_as_a_whole(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = (await OpenWithStudy(database, "s")).Trials;

        await Assert.ThrowsAsync<CatalogException>(() =>
            trials.RecordAsync([Samples.Trial("s", 0), Samples.Trial("none", 0)])
        );

        Assert.Empty(await trials.ListIndexesAsync("s"));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Statistics_known_at_the_end_reach_their_trials_only(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = (await OpenWithStudy(database, "s", "other")).Trials;
        await trials.RecordAsync([.. Enumerable.Range(0, 10).Select(i => Samples.Trial("s", i, i))]);
        await trials.RecordAsync([Samples.Trial("other", 0)]);

        var updated = await trials.UpdateStatisticsAsync(
            "s",
            [
                new TrialStatistics(4, 0.9, -0.25),
                new TrialStatistics(0, double.NaN, null),
                new TrialStatistics(99, 1, 1),
            ]
        );

        Assert.Equal(2, updated);
        var fourth = await trials.FindAsync("s", 4);
        Assert.Equal((0.9, -0.25), (fourth!.DeflatedSharpe, fourth.Gap));
        Assert.Null((await trials.FindAsync("s", 0))!.DeflatedSharpe);
        Assert.Null((await trials.FindAsync("other", 0))!.DeflatedSharpe);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Trials_are_counted_by_status_and_their_blocks_read_in_order(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = (await OpenWithStudy(database, "s")).Trials;
        await trials.RecordAsync([
            Samples.Trial("s", 5),
            Samples.Trial("s", 1),
            Samples.Trial("s", 2) with
            {
                Status = TrialStatus.Failed,
            },
            Samples.Trial("s", 3) with
            {
                BlockMoments = null,
            },
        ]);

        var counts = await trials.CountAsync("s");
        Assert.Equal(
            (3L, 1L, 0L),
            (counts[TrialStatus.Completed], counts[TrialStatus.Failed], counts[TrialStatus.Pruned])
        );
        var blocks = await trials.ReadBlocksAsync("s");
        Assert.Equal([1L, 5L], blocks.Select(b => b.Index));
        Assert.Equal([1, 2, 3, 5], blocks[1].BlockMoments);
    }
}
