using Quant.Catalog.Tests.Databases;
using Quant.Catalog.Views;
using Quant.Specs;

namespace Quant.Catalog.Tests;

/// <summary>A catalog on SQLite moves to PostgreSQL whole, or not at all.</summary>
public sealed class CopyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Every_row_of_every_table_arrives_to_the_bit()
    {
        await using var here = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        await using var there = await TestDatabase.CreateAsync(CatalogProvider.Postgres, postgres);
        var source = await here.OpenAsync();
        await FillAsync(source);
        var target = await there.OpenAsync();

        var copied = await source.CopyToAsync(target);

        Assert.Equal(
            CatalogViews.Names.Except(["schema_migration"]).Order(StringComparer.Ordinal),
            copied.Select(table => table.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [("grain_state", 1L), ("reminder", 1L), ("study", 1L)],
            copied.Where(table => table.Rows > 0).Select(table => (table.Name, table.Rows)).Order()
        );
        Assert.Equal(await source.Studies.FindAsync("s"), await target.Studies.FindAsync("s"));
        var key = new Grains.GrainStateKey("notes", "feature", "set|ACME");
        var (before, after) = (await source.GrainState.ReadAsync(key), await target.GrainState.ReadAsync(key));
        Assert.Equal(before.ETag, after.ETag);
        Assert.Equal(before.Payload, after.Payload);
        Assert.Equal(await source.Reminders.ListAsync(0, 0), await target.Reminders.ListAsync(0, 0));
    }

    [Fact]
    public async Task A_target_that_holds_anything_is_refused_and_stays_as_it_was()
    {
        await using var here = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        await using var there = await TestDatabase.CreateAsync(CatalogProvider.Postgres, postgres);
        var source = await here.OpenAsync();
        await FillAsync(source);
        var target = await there.OpenAsync();
        await source.CopyToAsync(target);
        await target.Reminders.ClearAsync();

        var fault = await Assert.ThrowsAsync<BadInputException>(() => source.CopyToAsync(target));

        Assert.Equal("--to", fault.Field);
        Assert.Contains("its table study has 1 rows", fault.Allowed, StringComparison.Ordinal);
        Assert.Empty(await target.Reminders.ListAsync(0, 0));
        await Assert.ThrowsAsync<BadInputException>(() => target.CopyToAsync(source));
        await Assert.ThrowsAsync<BadInputException>(() => source.CopyToAsync(source));
    }

    [Fact]
    public async Task A_row_PostgreSQL_does_not_take_leaves_the_target_empty()
    {
        await using var here = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        await using var there = await TestDatabase.CreateAsync(CatalogProvider.Postgres, postgres);
        var source = await here.OpenAsync();
        await FillAsync(source);
        await here.RawAsync("UPDATE reminder SET name = 'a' || char(0) || 'b'");
        var target = await there.OpenAsync();

        await Assert.ThrowsAsync<CatalogException>(() => source.CopyToAsync(target));

        Assert.Equal(0, (await target.Studies.ListAsync(null, 0, 1)).Total);
        Assert.Empty(await target.Reminders.ListAsync(0, 0));
    }

    private static async Task FillAsync(CatalogStore catalog)
    {
        await catalog.Studies.AddAsync("s", "näme", """{"a": 0.1}""", Fingerprint.OfCanonical("x"), 5);
        await catalog.GrainState.WriteAsync(
            new Grains.GrainStateKey("notes", "feature", "set|ACME"),
            [0, 1, 255],
            null
        );
        await catalog.Reminders.UpsertAsync(
            "gridsearch/s",
            "resume",
            TestDatabase.Start,
            TimeSpan.FromMinutes(1),
            uint.MaxValue
        );
    }
}
