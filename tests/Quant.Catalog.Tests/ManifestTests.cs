using Quant.Catalog.Tests.Databases;
using Quant.Lake.Manifest;

namespace Quant.Catalog.Tests;

public sealed class ManifestTests(PostgresFixture postgres)
{
    private const string Minute = "bars/interval=1m";
    private const string Day = "bars/interval=1d";

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Entries_come_back_as_they_went_in_and_in_order(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var manifest = (await database.OpenAsync()).Manifest;
        ManifestEntry[] entries =
        [
            Samples.Entry(Minute, "SPY", "2024-03", 1),
            Samples.Entry(Minute, "AAPL", "2024-04", 1),
            Samples.Entry(Minute, "AAPL", "2024-03", 1),
            Samples.Entry(Day, "SPY", "2024", 1),
            // Byte order, in which '^' stands after the letters and '-' before them, whatever the server's locale.
            Samples.Entry(Minute, "^VIX", "2024-03", 1),
            Samples.Entry(Minute, "A-B", "2024-03", 1),
        ];

        Assert.True(await manifest.TryApplyAsync([.. entries.Select(Samples.Put)], default));

        Assert.Equal(
            [entries[5], entries[2], entries[1], entries[0], entries[4]],
            await manifest.ListAsync(Dataset.Parse(Minute), null, default)
        );
        Assert.Equal([entries[2], entries[1]], await manifest.ListAsync(Dataset.Parse(Minute), "AAPL", default));
        Assert.Equal(entries[3], (await manifest.ListAllAsync(default))[0]);
        Assert.Equal(6, (await manifest.ListAllAsync(default)).Count);
        Assert.Empty(await manifest.ListAsync(Dataset.Parse("bars/interval=5m"), null, default));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task One_stale_change_undoes_the_whole_step(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var manifest = (await database.OpenAsync()).Manifest;
        var march = Samples.Entry(Minute, "SPY", "2024-03", 1);
        var april = Samples.Entry(Minute, "SPY", "2024-04", 1);
        await manifest.TryApplyAsync([Samples.Put(march), Samples.Put(april)], default);

        var applied = await manifest.TryApplyAsync(
            [
                Samples.Put(Samples.Entry(Minute, "SPY", "2024-03", 2)),
                Samples.Put(Samples.Entry(Minute, "SPY", "2024-04", 7)),
                Samples.Put(Samples.Entry(Minute, "SPY", "2024-05", 1)),
            ],
            default
        );

        Assert.False(applied);
        Assert.Equal([march, april], await manifest.ListAllAsync(default));
        Assert.Empty(await manifest.ListSupersededAsync(DateTimeOffset.MaxValue, default));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_first_file_is_refused_where_there_is_one_already(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var manifest = (await database.OpenAsync()).Manifest;
        var mine = Samples.Entry(Minute, "SPY", "2024-03", 1, "mine");
        await manifest.TryApplyAsync([Samples.Put(mine)], default);

        var applied = await manifest.TryApplyAsync(
            [Samples.Put(Samples.Entry(Minute, "SPY", "2024-03", 1, "yours"))],
            default
        );

        Assert.False(applied);
        Assert.Equal([mine], await manifest.ListAllAsync(default));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Replaced_and_removed_files_wait_for_collection_with_their_time(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var manifest = (await database.OpenAsync()).Manifest;
        var first = Samples.Entry(Minute, "SPY", "2024-03", 1);
        var second = Samples.Entry(Minute, "SPY", "2024-03", 2);
        await manifest.TryApplyAsync([Samples.Put(first)], default);
        await manifest.TryApplyAsync([Samples.Put(second)], default);
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await manifest.TryApplyAsync([new ManifestChange(second.Key, 2, null)], default));

        Assert.Empty(await manifest.ListAllAsync(default));
        Assert.Empty(await manifest.ListSupersededAsync(TestDatabase.Start, default));
        Assert.Equal([first.File], await manifest.ListSupersededAsync(TestDatabase.Start.AddMinutes(1), default));
        Assert.Equal(
            [first.File, second.File],
            await manifest.ListSupersededAsync(TestDatabase.Start.AddHours(2), default)
        );

        await manifest.ForgetSupersededAsync([first.File, "never/was/there.parquet"], default);
        Assert.Equal([second.File], await manifest.ListSupersededAsync(TestDatabase.Start.AddHours(2), default));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_file_that_comes_back_under_its_old_name_is_not_collected(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var manifest = (await database.OpenAsync()).Manifest;
        var entry = Samples.Entry(Minute, "SPY", "2024-03", 1);
        await manifest.TryApplyAsync([Samples.Put(entry)], default);
        await manifest.TryApplyAsync([new ManifestChange(entry.Key, 1, null)], default);

        Assert.True(await manifest.TryApplyAsync([Samples.Put(entry)], default));

        Assert.Empty(await manifest.ListSupersededAsync(DateTimeOffset.MaxValue, default));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Of_many_writers_exactly_one_wins_each_generation(CatalogProvider provider)
    {
        const int writers = 8;
        const int generations = 12;
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        // Half of them share a catalog, as grains of a silo do; half have their own, as silos do.
        var shared = (await database.OpenAsync()).Manifest;
        var manifests = new List<IManifest>();
        for (var i = 0; i < writers; i++)
        {
            manifests.Add(i % 2 == 0 ? shared : (await database.OpenAsync()).Manifest);
        }
        var wins = new int[generations + 1];

        await Task.WhenAll(manifests.Select((manifest, writer) => Task.Run(() => Race(manifest, writer))));

        Assert.All(wins[1..], count => Assert.Equal(1, count));
        var entry = Assert.Single(await shared.ListAllAsync(default));
        Assert.Equal(generations, entry.Generation);
        Assert.Equal(generations - 1, (await shared.ListSupersededAsync(DateTimeOffset.MaxValue, default)).Count);

        async Task Race(IManifest manifest, int writer)
        {
            while (true)
            {
                var now = await manifest.ListAsync(Dataset.Parse(Minute), "SPY", default);
                var generation = now.Count == 0 ? 0 : now[0].Generation;
                if (generation == generations)
                {
                    return;
                }
                var next = Samples.Entry(Minute, "SPY", "2024-03", generation + 1, $"w{writer}");
                if (await manifest.TryApplyAsync([Samples.Put(next)], default))
                {
                    Interlocked.Increment(ref wins[generation + 1]);
                }
            }
        }
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Writers_of_the_same_partitions_in_other_orders_do_not_wait_for_each_other_for_ever(
        CatalogProvider provider
    )
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var manifest = (await database.OpenAsync()).Manifest;
        var periods = Enumerable.Range(1, 9).Select(month => $"2024-0{month}").ToList();

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(writer =>
                    Task.Run(() =>
                    {
                        var changes = periods
                            .Select(period => Samples.Put(Samples.Entry(Minute, "SPY", period, 1, $"w{writer}")))
                            .ToList();
                        if (writer % 2 == 1)
                        {
                            changes.Reverse();
                        }
                        return manifest.TryApplyAsync(changes, default);
                    })
                )
        );

        Assert.Equal(1, outcomes.Count(won => won));
        var winner = Assert.Single(
            (await manifest.ListAllAsync(default)).Select(e => e.File.Split('.')[^3]).Distinct()
        );
        Assert.Equal($"w{Array.IndexOf(outcomes, true)}", winner);
    }

    [Fact]
    public async Task A_step_that_makes_no_sense_is_refused_before_it_is_tried()
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        var manifest = (await database.OpenAsync()).Manifest;
        var entry = Samples.Entry(Minute, "SPY", "2024-03", 1);
        var other = Samples.Entry(Minute, "SPY", "2024-04", 1);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            manifest.TryApplyAsync([new ManifestChange(entry.Key, 1, entry)], default)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            manifest.TryApplyAsync([new ManifestChange(entry.Key, 0, other)], default)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            manifest.TryApplyAsync([new ManifestChange(entry.Key, 0, null)], default)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            manifest.TryApplyAsync([Samples.Put(entry), Samples.Put(entry)], default)
        );
        Assert.Empty(await manifest.ListAllAsync(default));
    }
}
