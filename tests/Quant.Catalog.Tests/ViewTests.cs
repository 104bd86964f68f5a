using Quant.Catalog.Tests.Databases;
using Quant.Catalog.Views;
using Quant.Specs;

namespace Quant.Catalog.Tests;

public sealed class ViewTests(PostgresFixture postgres)
{
    [Theory, ClassData(typeof(BothProviders))]
    public async Task Every_table_there_is_can_be_read(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await database.OpenAsync();

        var views = await store.Views.ReadAsync(CatalogViews.Names);

        var count = await database.RawAsync(
            provider == CatalogProvider.Sqlite
                ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"
                : "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'"
        );
        Assert.Equal(Convert.ToInt32(count), views.Count);
        Assert.Equal(store.SchemaVersion, views.Single(v => v.Name == "schema_migration").Rows);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Cells_have_the_kind_their_column_says_and_binary_ones_are_left_out(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await database.OpenAsync();
        await store.Studies.AddAsync("s", "n", "{}", Samples.Print("s"), 2);
        await store.Trials.RecordAsync([Samples.Trial("s", 1, null), Samples.Trial("s", 0, 2)]);
        await store.GrainState.WriteAsync(new("a", "b", "c"), [1], null);

        var views = await store.Views.ReadAsync(["trial", "grain_state"]);

        var columns = views[0].Columns.ToDictionary(c => c.Name);
        Assert.False(columns.ContainsKey("block_moments"));
        Assert.DoesNotContain("payload", views[1].Columns.Select(c => c.Name));
        Assert.Equal([0L, 1L], columns["trial_index"].Values);
        Assert.Equal([2.0, null], columns["score"].Values);
        Assert.Equal(
            (ViewColumnKind.Number, ViewColumnKind.Integer),
            (columns["score"].Kind, columns["sel_trades"].Kind)
        );
        Assert.Equal(ViewColumnKind.Instant, columns["created_at"].Kind);
        Assert.Equal(UnixMicros.From(TestDatabase.Start), columns["created_at"].Values[0]);
        Assert.Equal(ViewColumnKind.Text, columns["error"].Kind);
        Assert.All(views[0].Columns, c => Assert.Equal(2, c.Values.Length));
    }

    [Theory, InlineData("trial; DROP TABLE trial"), InlineData("sqlite_master"), InlineData("TRIAL"), InlineData("")]
    public async Task A_table_that_is_not_offered_is_refused(string name)
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        var store = await database.OpenAsync();

        var fault = await Assert.ThrowsAsync<BadInputException>(() => store.Views.ReadAsync([name]));

        Assert.Equal("table", fault.Field);
    }
}
