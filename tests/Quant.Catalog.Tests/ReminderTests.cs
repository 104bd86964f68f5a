using Quant.Catalog.Grains;
using Quant.Catalog.Tests.Databases;

namespace Quant.Catalog.Tests;

public sealed class ReminderTests(PostgresFixture postgres)
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_reminder_comes_back_as_it_went_in_and_is_removed_under_its_etag(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var reminders = (await database.OpenAsync()).Reminders;
        var first = await reminders.UpsertAsync("g1", "tick", TestDatabase.Start, s_hour, 4_000_000_000);
        Assert.Equal(
            new ReminderRecord("g1", "tick", TestDatabase.Start, s_hour, 4_000_000_000, first),
            await reminders.FindAsync("g1", "tick")
        );

        var second = await reminders.UpsertAsync("g1", "tick", TestDatabase.Start, s_hour * 2, 4_000_000_000);
        await reminders.UpsertAsync("g1", "another", TestDatabase.Start, s_hour, 4_000_000_000);
        await reminders.UpsertAsync("g2", "tick", TestDatabase.Start, s_hour, 7);

        Assert.NotEqual(first, second);
        Assert.Equal(["another", "tick"], (await reminders.ListAsync("g1")).Select(r => r.Name));
        Assert.False(await reminders.RemoveAsync("g1", "tick", first));
        Assert.False(await reminders.RemoveAsync("g1", "tick", "x"));
        Assert.True(await reminders.RemoveAsync("g1", "tick", second));
        Assert.Null(await reminders.FindAsync("g1", "tick"));
        await reminders.ClearAsync();
        Assert.Empty(await reminders.ListAsync(0, 0));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task An_etag_from_before_a_removal_does_not_remove_what_came_after(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var reminders = (await database.OpenAsync()).Reminders;
        var before = await reminders.UpsertAsync("g", "tick", TestDatabase.Start, s_hour, 1);
        await reminders.RemoveAsync("g", "tick", before);
        database.Clock.Advance(TimeSpan.FromMicroseconds(1));
        await reminders.UpsertAsync("g", "tick", TestDatabase.Start, s_hour, 1);

        Assert.False(await reminders.RemoveAsync("g", "tick", before));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Ranges_of_the_ring_are_open_at_their_begin_closed_at_their_end_and_wrap(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var reminders = (await database.OpenAsync()).Reminders;
        uint[] hashes = [0, 1, 2, 1000, int.MaxValue, (uint)int.MaxValue + 1, uint.MaxValue - 1, uint.MaxValue];
        foreach (var hash in hashes)
        {
            await reminders.UpsertAsync($"g{hash}", "tick", TestDatabase.Start, s_hour, hash);
        }
        foreach (var begin in hashes)
        {
            foreach (var end in hashes)
            {
                // Walking the ring clockwise from begin, a hash is met before end is passed; equal bounds go all round.
                var length = begin == end ? 1UL << 32 : unchecked(end - begin);
                var expected = hashes.Where(h => h == begin ? begin == end : unchecked(h - begin) <= length);

                Assert.Equal(expected, (await reminders.ListAsync(begin, end)).Select(r => r.GrainHash));
            }
        }
    }
}
