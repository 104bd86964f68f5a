using Quant.Catalog.Studies;
using Quant.Catalog.Tests.Databases;
using Quant.Specs;

namespace Quant.Catalog.Tests;

public sealed class StudyTests(PostgresFixture postgres)
{
    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_study_is_entered_once_and_told_apart_by_fingerprint(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var studies = (await database.OpenAsync()).Studies;

        var mine = await studies.AddAsync("s1", "first", "{\"n\":1}", Samples.Print("a"), 2000);
        var taken = await studies.AddAsync("s1", "second", "{\"n\":2}", Samples.Print("b"), 10);

        Assert.Equal(
            new StudyRecord(
                "s1",
                "first",
                "{\"n\":1}",
                Samples.Print("a"),
                StudyStatus.Planned,
                2000,
                TestDatabase.Start,
                null,
                null,
                null,
                null
            ),
            mine
        );
        Assert.Equal(mine, taken);
        Assert.Equal("s1", Assert.Single(await studies.ListByFingerprintAsync(Samples.Print("a"))).Id);
        Assert.Empty(await studies.ListByFingerprintAsync(Samples.Print("b")));
        Assert.Null(await studies.FindAsync("none"));
        await Assert.ThrowsAsync<BadInputException>(() => studies.AddAsync(" ", "x", "{}", Samples.Print("a"), 1));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_study_that_is_resumed_keeps_its_start_and_one_that_is_done_stays_done(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var studies = (await database.OpenAsync()).Studies;
        await studies.AddAsync("s", "n", "{}", Samples.Print("a"), 1);
        Assert.False(await studies.CompleteAsync("s", "{}"));
        Assert.True(await studies.StartAsync("s"));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await studies.StartAsync("s"));
        Assert.Equal(TestDatabase.Start, (await studies.FindAsync("s"))!.StartedAt);

        Assert.True(await studies.FailAsync("s", "disk full"));
        Assert.False(await studies.CancelAsync("s"));
        Assert.Equal(
            (StudyStatus.Failed, "disk full"),
            ((await studies.FindAsync("s"))!.Status, (await studies.FindAsync("s"))!.Error)
        );

        Assert.True(await studies.StartAsync("s"));
        var again = await studies.FindAsync("s");
        Assert.Equal((StudyStatus.Running, null, null), (again!.Status, again.Error, again.FinishedAt));
        Assert.Equal(TestDatabase.Start.AddMinutes(1), again.StartedAt);

        Assert.True(await studies.CompleteAsync("s", "{\"best\":1}"));
        Assert.False(await studies.StartAsync("s"));
        Assert.False(await studies.CancelAsync("s"));
        Assert.Equal(
            (StudyStatus.Completed, "{\"best\":1}"),
            ((await studies.FindAsync("s"))!.Status, (await studies.FindAsync("s"))!.Summary)
        );
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Studies_are_listed_by_status_the_latest_first(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var studies = (await database.OpenAsync()).Studies;
        foreach (var id in new[] { "a", "b", "c" })
        {
            await studies.AddAsync(id, id, "{}", Samples.Print(id), 1);
            database.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await studies.CancelAsync("b");

        Assert.Equal(["c", "b", "a"], (await studies.ListAsync()).Rows.Select(s => s.Id));
        Assert.Equal(["c", "a"], (await studies.ListAsync(StudyStatus.Planned)).Rows.Select(s => s.Id));
        var page = await studies.ListAsync(offset: 1, limit: 1);
        Assert.Equal(("b", 3L), (Assert.Single(page.Rows).Id, page.Total));
    }
}
