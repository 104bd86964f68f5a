using Quant.Catalog.Storage;
using Quant.Catalog.Tests.Databases;

namespace Quant.Catalog.Tests;

public sealed class CrashTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_was_told_as_done_survives_a_kill_and_what_was_under_way_leaves_no_trace()
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        var store = await database.OpenAsync();
        await store.Studies.AddAsync("s", "n", "{}", Samples.Print("s"), 2);
        await store.Trials.RecordAsync([Samples.Trial("s", 0)]);
        var folder = Path.Combine(Path.GetDirectoryName(database.Options.Path)!, "after-the-kill");
        Directory.CreateDirectory(folder);
        await using (var raw = new SqliteDatabase(database.Options))
        {
            await raw.WriteAsync(
                async session =>
                {
                    // A cache this small makes SQLite write pages of the open transaction into the log.
                    await session.ExecuteAsync("PRAGMA cache_size = 10");
                    await session.ExecuteAsync(
                        """
                        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                        INSERT INTO feature_set SELECT 'fingerprint-' || i, 'half', 'spec', 0 FROM n
                        """
                    );
                    foreach (var file in Directory.GetFiles(Path.GetDirectoryName(database.Options.Path)!))
                    {
                        File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                    }
                    return true;
                },
                CancellationToken.None
            );
        }
        var log = new FileInfo(Path.Combine(folder, "catalog.db-wal"));
        Assert.True(
            log.Length > 500_000,
            "the open transaction must have reached the disk for this test to mean anything"
        );

        var copy = database.Options with { Path = Path.Combine(folder, "catalog.db") };
        await using var survivor = await CatalogStore.OpenAsync(copy);

        Assert.Empty(await survivor.CheckAsync());
        Assert.Equal([0L], await survivor.Trials.ListIndexesAsync("s"));
        Assert.Empty((await survivor.Views.ReadAsync(["feature_set"]))[0].Columns[0].Values);
    }

    [Fact]
    public async Task Work_whose_connection_is_cut_is_done_again_and_only_once()
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Postgres, postgres);
        await database.OpenAsync();
        await using var raw = new PostgresDatabase(database.Options);
        var attempts = 0;

        var told = await raw.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO feature_set VALUES ('f', 'n', 's', 0)");
                if (++attempts == 1)
                {
                    var self = await session.NumberAsync("SELECT CAST(pg_backend_pid() AS BIGINT)");
                    await database.RawAsync($"SELECT pg_terminate_backend({self})");
                }
                return await session.NumberAsync("SELECT COUNT(*) FROM feature_set");
            },
            CancellationToken.None
        );

        Assert.Equal((2, 1L), (attempts, told));
        Assert.Equal(1L, await database.RawAsync("SELECT COUNT(*) FROM feature_set"));
    }

    [Fact]
    public async Task A_lock_held_too_long_by_another_process_is_told_in_plain_words()
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        await database.OpenAsync();
        var impatient = database.Options with { BusyTimeout = TimeSpan.FromMilliseconds(10), Retries = 1 };
        await using var mine = new SqliteDatabase(database.Options);
        await using var yours = new SqliteDatabase(impatient);

        var fault = await mine.WriteAsync(
            session =>
                Assert.ThrowsAsync<CatalogException>(() => yours.WriteAsync(s => s.NumberAsync("SELECT 1"), default)),
            CancellationToken.None
        );

        Assert.Contains("is being written by another process", fault.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Work_that_throws_or_is_cancelled_leaves_nothing_and_the_next_goes_on(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await database.OpenAsync();
        await using Database raw =
            provider == CatalogProvider.Sqlite
                ? new SqliteDatabase(database.Options)
                : new PostgresDatabase(database.Options);
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAsync<TimeoutException>(() =>
            raw.WriteAsync<bool>(
                async session =>
                {
                    await session.ExecuteAsync("INSERT INTO feature_set VALUES ('f', 'n', 's', 0)");
                    throw new TimeoutException();
                },
                CancellationToken.None
            )
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            raw.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync("INSERT INTO feature_set VALUES ('g', 'n', 's', 0)");
                    await source.CancelAsync();
                    return true;
                },
                source.Token
            )
        );
        Assert.True(await store.FeatureSets.TryAddAsync(Samples.Print("a"), "kept", "{}"));

        Assert.Equal("kept", Assert.Single(await store.FeatureSets.ListAsync()).Name);
    }
}
