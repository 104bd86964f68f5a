using Quant.Catalog.Grains;
using Quant.Catalog.Tests.Databases;

namespace Quant.Catalog.Tests;

public sealed class GrainStateTests(PostgresFixture postgres)
{
    private static readonly GrainStateKey s_key = new("catalog", "study", "s1");

    [Theory, ClassData(typeof(BothProviders))]
    public async Task State_is_read_written_and_cleared_under_its_etag(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var states = (await database.OpenAsync()).GrainState;
        Assert.Equal(new GrainStateRecord(null, null), await states.ReadAsync(s_key));

        var first = await states.WriteAsync(s_key, [1, 2], null);
        Assert.True(first.Written);
        var read = await states.ReadAsync(s_key);
        Assert.Equal([1, 2], read.Payload);
        Assert.Equal(first.ETag, read.ETag);

        var second = await states.WriteAsync(s_key, [], first.ETag);
        Assert.True(second.Written);
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Empty((await states.ReadAsync(s_key)).Payload!);

        Assert.True((await states.ClearAsync(s_key, second.ETag)).Written);
        Assert.Null((await states.ReadAsync(s_key)).Payload);
        Assert.Null((await states.ReadAsync(s_key with { GrainKey = "s2" })).ETag);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_stale_etag_changes_nothing_and_is_told_the_current_one(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var states = (await database.OpenAsync()).GrainState;
        var first = await states.WriteAsync(s_key, [1], null);
        var second = await states.WriteAsync(s_key, [2], first.ETag);

        GrainStateWrite conflict = new(false, second.ETag);
        Assert.Equal(conflict, await states.WriteAsync(s_key, [3], first.ETag));
        Assert.Equal(conflict, await states.WriteAsync(s_key, [3], null));
        Assert.Equal(conflict, await states.WriteAsync(s_key, [3], "not an etag"));
        Assert.Equal(conflict, await states.ClearAsync(s_key, first.ETag));
        Assert.Equal(
            new GrainStateWrite(false, null),
            await states.WriteAsync(s_key with { GrainKey = "new" }, [3], "1")
        );
        Assert.Equal([2], (await states.ReadAsync(s_key)).Payload);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Etags_never_repeat_even_across_clearing(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var states = (await database.OpenAsync()).GrainState;
        var seen = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            // A fresh activation either knows the cleared state's etag or none at all; both may write.
            var known = i % 2 == 0 ? null : (await states.ReadAsync(s_key)).ETag;
            var write = await states.WriteAsync(s_key, [1], known);
            Assert.True(write.Written);
            Assert.True(seen.Add(write.ETag!));
            var clear = await states.ClearAsync(s_key, write.ETag);
            Assert.True(clear.Written);
            Assert.True(seen.Add(clear.ETag!));
        }
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Of_two_activations_that_write_at_once_one_is_told(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var mine = (await database.OpenAsync()).GrainState;
        var yours = (await database.OpenAsync()).GrainState;
        string? etag = null;
        for (byte round = 0; round < 20; round++)
        {
            var writes = await Task.WhenAll(
                Task.Run(() => mine.WriteAsync(s_key, [round, 0], etag)),
                Task.Run(() => yours.WriteAsync(s_key, [round, 1], etag))
            );

            Assert.Equal(1, writes.Count(w => w.Written));
            var winner = Array.FindIndex(writes, w => w.Written);
            var state = await mine.ReadAsync(s_key);
            Assert.Equal([round, (byte)winner], state.Payload!);
            etag = state.ETag;
        }
    }
}
