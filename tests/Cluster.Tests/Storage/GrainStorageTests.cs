using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Quant.Catalog;
using Quant.Silo.Storage;

namespace Quant.Cluster.Tests.Storage;

public sealed class GrainStorageTests(PostgresFixture postgres)
{
    private static readonly GrainId s_grain = GrainId.Create("feature", "set|ACME");

    [Theory, ClassData(typeof(BothCatalogs))]
    public async Task A_state_is_read_as_it_was_written_and_is_empty_before_and_after(CatalogProvider provider)
    {
        var (catalog, root) = await postgres.OpenAsync(provider);
        using var _ = root;
        await using var __ = catalog;
        var storage = new CatalogGrainStorage(catalog);
        var mine = new GrainState<Notes>();

        await storage.ReadStateAsync("notes", s_grain, mine);
        Assert.False(mine.RecordExists);
        Assert.Null(mine.ETag);
        mine.State!.Lines.Add("first");
        await storage.WriteStateAsync("notes", s_grain, mine);
        mine.State!.Lines.Add("second");
        await storage.WriteStateAsync("notes", s_grain, mine);
        var read = new GrainState<Notes>();
        await storage.ReadStateAsync("notes", s_grain, read);

        Assert.True(read.RecordExists);
        Assert.Equal(["first", "second"], read.State!.Lines);
        Assert.Equal(mine.ETag, read.ETag);
        var other = new GrainState<Notes>();
        await storage.ReadStateAsync("notes", GrainId.Create("feature", "set|OTHER"), other);
        await storage.ReadStateAsync("drafts", s_grain, other);
        Assert.False(other.RecordExists);
        await storage.ClearStateAsync("notes", s_grain, read);
        Assert.False(read.RecordExists);
        Assert.Empty(read.State!.Lines);
        await storage.ReadStateAsync("notes", s_grain, mine);
        Assert.False(mine.RecordExists);
    }

    [Theory, ClassData(typeof(BothCatalogs))]
    public async Task Whoever_writes_over_what_he_has_not_read_is_told_and_changes_nothing(CatalogProvider provider)
    {
        var (catalog, root) = await postgres.OpenAsync(provider);
        using var _ = root;
        await using var __ = catalog;
        var storage = new CatalogGrainStorage(catalog);
        var (mine, yours) = (new GrainState<Notes>(), new GrainState<Notes>());
        await storage.ReadStateAsync("notes", s_grain, mine);
        await storage.ReadStateAsync("notes", s_grain, yours);
        mine.State!.Lines.Add("mine");
        await storage.WriteStateAsync("notes", s_grain, mine);

        var fault = await Assert.ThrowsAsync<InconsistentStateException>(() =>
            storage.WriteStateAsync("notes", s_grain, yours)
        );
        Assert.Equal(mine.ETag, fault.StoredEtag);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("notes", s_grain, yours));

        await storage.ReadStateAsync("notes", s_grain, yours);
        Assert.Equal(["mine"], yours.State!.Lines);
        yours.State!.Lines.Add("yours");
        await storage.WriteStateAsync("notes", s_grain, yours);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("notes", s_grain, mine));
    }

    [Theory, ClassData(typeof(BothCatalogs))]
    public async Task Of_many_who_write_at_once_one_wins(CatalogProvider provider)
    {
        var (catalog, root) = await postgres.OpenAsync(provider);
        using var _ = root;
        await using var __ = catalog;
        var storage = new CatalogGrainStorage(catalog);
        var first = new GrainState<Notes>();
        await storage.WriteStateAsync("notes", s_grain, first);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async i =>
                {
                    var state = new GrainState<Notes>(new Notes { Lines = [$"writer {i}"] }, first.ETag!);
                    return await Record.ExceptionAsync(() => storage.WriteStateAsync("notes", s_grain, state));
                })
        );

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), fault => Assert.IsType<InconsistentStateException>(fault));
    }

    public sealed class Notes
    {
        public List<string> Lines { get; set; } = [];
    }
}
