using Orleans;
using Orleans.Runtime;
using Quant.Catalog;
using Quant.Silo.Storage;

namespace Quant.Cluster.Tests.Storage;

public sealed class ReminderTableTests(PostgresFixture postgres)
{
    private static readonly DateTime s_start = new(2026, 1, 5, 12, 0, 0, DateTimeKind.Utc);

    [Theory, ClassData(typeof(BothCatalogs))]
    public async Task A_reminder_is_found_by_grain_by_name_and_by_its_place_on_the_ring(CatalogProvider provider)
    {
        var (catalog, root) = await postgres.OpenAsync(provider);
        using var _ = root;
        await using var __ = catalog;
        var table = new CatalogReminderTable(catalog);
        var grains = Enumerable.Range(0, 20).Select(i => GrainId.Create("gridsearch", $"study-{i}")).ToList();
        foreach (var grain in grains)
        {
            await table.UpsertRow(Entry(grain, "resume"));
        }
        await table.UpsertRow(Entry(grains[0], "other"));

        var rows = (await table.ReadRows(grains[0])).Reminders;
        Assert.Equal(["other", "resume"], rows.Select(row => row.ReminderName).Order());
        var one = (await table.ReadRow(grains[3], "resume"))!;
        Assert.Equal((grains[3], s_start, TimeSpan.FromMinutes(1)), (one.GrainId, one.StartAt, one.Period));
        Assert.Equal(DateTimeKind.Utc, one.StartAt.Kind);
        Assert.Null(await table.ReadRow(grains[3], "other"));
        foreach (
            var (begin, end) in new[] { (0u, 1u << 31), (1u << 31, 0u), (3_000_000_000u, 1_000_000_000u), (7u, 7u) }
        )
        {
            var expected = grains.Where(grain => IsWithin(grain.GetUniformHashCode(), begin, end)).ToHashSet();
            var found = (await table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId).ToHashSet();
            Assert.Equal(expected, found);
        }
    }

    [Theory, ClassData(typeof(BothCatalogs))]
    public async Task A_reminder_is_removed_only_by_whoever_knows_its_version(CatalogProvider provider)
    {
        var (catalog, root) = await postgres.OpenAsync(provider);
        using var _ = root;
        await using var __ = catalog;
        var table = new CatalogReminderTable(catalog);
        var grain = GrainId.Create("gridsearch", "study");
        var first = await table.UpsertRow(Entry(grain, "resume"));
        var second = await table.UpsertRow(Entry(grain, "resume"));

        Assert.NotEqual(first, second);
        Assert.False(await table.RemoveRow(grain, "resume", first!));
        Assert.Equal(second, (await table.ReadRow(grain, "resume"))!.ETag);
        Assert.True(await table.RemoveRow(grain, "resume", second!));
        Assert.False(await table.RemoveRow(grain, "resume", second!));
        await table.UpsertRow(Entry(grain, "resume"));
        await table.TestOnlyClearTable();
        Assert.Empty((await table.ReadRows(0, 0)).Reminders);
    }

    private static ReminderEntry Entry(GrainId grain, string name) =>
        new()
        {
            GrainId = grain,
            ReminderName = name,
            StartAt = s_start,
            Period = TimeSpan.FromMinutes(1),
        };

    private static bool IsWithin(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
}
