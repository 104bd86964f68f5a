using Quant.Catalog.Migrations;
using Quant.Catalog.Storage;
using Quant.Catalog.Tests.Databases;

namespace Quant.Catalog.Tests;

public sealed class MigrationTests(PostgresFixture postgres)
{
    [Theory, ClassData(typeof(BothProviders))]
    public async Task An_empty_database_is_brought_to_the_newest_version_and_stays_there(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var first = await database.OpenAsync();
        await first.FeatureSets.TryAddAsync(Samples.Print("set"), "kept", "{}");

        var second = await database.OpenAsync();

        Assert.Equal(Migration.All.Count, first.SchemaVersion);
        Assert.Equal(Migration.All.Count, second.SchemaVersion);
        Assert.Equal(
            Migration.All.Count,
            Convert.ToInt32(await database.RawAsync("SELECT COUNT(*) FROM schema_migration"))
        );
        Assert.Equal("kept", Assert.Single(await second.FeatureSets.ListAsync()).Name);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Several_processes_may_migrate_one_new_database_at_once(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);

        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(database.OpenAsync)));

        Assert.All(stores, store => Assert.Equal(Migration.All.Count, store.SchemaVersion));
        Assert.Equal(
            Migration.All.Count,
            Convert.ToInt32(await database.RawAsync("SELECT COUNT(*) FROM schema_migration"))
        );
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        await database.OpenAsync();
        var newer = Migration.All.Count + 1;
        await database.RawAsync($"INSERT INTO schema_migration VALUES ({newer}, 'from-the-future', 'x', 0)");

        var fault = await Assert.ThrowsAsync<CatalogException>(database.OpenAsync);

        Assert.Contains($"at version {newer}", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"only up to {newer - 1}", fault.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_migration_applied_with_another_text_is_told_by_name(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        await database.OpenAsync();
        await database.RawAsync("UPDATE schema_migration SET checksum = 'edited' WHERE version = 2");

        var fault = await Assert.ThrowsAsync<CatalogException>(database.OpenAsync);

        Assert.Contains("migration 2 ('market')", fault.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_missing_earlier_migration_is_told(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        await database.OpenAsync();
        await database.RawAsync("DELETE FROM schema_migration WHERE version = 3");

        var fault = await Assert.ThrowsAsync<CatalogException>(database.OpenAsync);

        Assert.Contains("lacks migration 3", fault.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_migration_that_fails_half_way_leaves_nothing_and_keeps_the_earlier_ones(
        CatalogProvider provider
    )
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        Migration[] steps =
        [
            new(1, "good", "CREATE TABLE good (a BIGINT)"),
            new(2, "bad", "CREATE TABLE half (a BIGINT); INSERT INTO nowhere VALUES (1)"),
        ];
        await using Database raw =
            provider == CatalogProvider.Sqlite
                ? new SqliteDatabase(database.Options)
                : new PostgresDatabase(database.Options);
        var migrator = new Migrator(raw, database.Clock);

        await Assert.ThrowsAsync<CatalogException>(() => migrator.MigrateAsync(steps, CancellationToken.None));

        Assert.Equal(1, Convert.ToInt32(await database.RawAsync("SELECT COUNT(*) FROM schema_migration")));
        Assert.Equal(0, Convert.ToInt32(await database.RawAsync("SELECT COUNT(*) FROM good")));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            database.RawAsync("SELECT COUNT(*) FROM half")
        );
    }

    [Fact]
    public void A_migrations_checksum_does_not_depend_on_line_ends()
    {
        Assert.All(Migration.All, step => Assert.DoesNotContain('\r', step.Sql));
        Assert.All(Migration.All, step => Assert.Equal(64, step.Checksum.Length));
    }
}
