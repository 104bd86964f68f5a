using Quant.Catalog.Studies;
using Quant.Catalog.Tests.Databases;
using Quant.Specs;

namespace Quant.Catalog.Tests;

public sealed class LeaderboardTests(PostgresFixture postgres)
{
    private static async Task<TrialTable> Fill(TestDatabase database)
    {
        var store = await database.OpenAsync();
        await store.Studies.AddAsync("s", "s", "{}", Samples.Print("s"), 100);
        await store.Studies.AddAsync("t", "t", "{}", Samples.Print("t"), 100);
        // Scores 0, 1, 2, 0, 1, 2, … so that there are ties; every seventh is undefined.
        await store.Trials.RecordAsync([
            .. Enumerable
                .Range(0, 50)
                .Select(i =>
                    Samples.Trial("s", i, i % 7 == 6 ? null : i % 3) with
                    {
                        Violated = i % 2 == 1 ? "too few trades" : null,
                    }
                ),
            Samples.Trial("t", 0, 100),
        ]);
        return store.Trials;
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Pages_follow_each_other_without_gap_or_overlap_whatever_the_ties(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = await Fill(database);
        foreach (var descending in new[] { true, false })
        {
            var seen = new List<TrialRecord>();
            for (var offset = 0; ; offset += 7)
            {
                var page = await trials.LeaderboardAsync(
                    new LeaderboardQuery("s")
                    {
                        Offset = offset,
                        Limit = 7,
                        Descending = descending,
                    }
                );
                Assert.Equal(50, page.Total);
                if (page.Rows.Count == 0)
                {
                    break;
                }
                seen.AddRange(page.Rows);
            }
            var sign = descending ? -1 : 1;
            var expected = Enumerable
                .Range(0, 50)
                .OrderBy(i => i % 7 == 6 ? 1 : 0)
                .ThenBy(i => i % 7 == 6 ? 0 : sign * (i % 3))
                .ThenBy(i => i)
                .Select(i => (long)i);
            Assert.Equal(expected, seen.Select(t => t.Index));
            Assert.All(seen, t => Assert.Null(t.BlockMoments));
        }
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Filters_narrow_rows_and_total_alike(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = await Fill(database);

        var page = await trials.LeaderboardAsync(
            new LeaderboardQuery("s")
            {
                OrderBy = "selection.trades",
                FeasibleOnly = true,
                Status = TrialStatus.Completed,
                Model = Samples.Print("model"),
                Filters = [new TrialFilter("selection.trades", 50, 69), new TrialFilter("score", Minimum: 1)],
                Limit = 3,
            }
        );

        // Trades are 40 + index: indexes 10 to 29, even, not 6 mod 7, not 0 mod 3.
        long[] expected =
        [
            .. Enumerable.Range(10, 20).Where(i => i % 2 == 0 && i % 7 != 6 && i % 3 != 0).Select(i => (long)i),
        ];
        Assert.Equal(expected.Length, page.Total);
        Assert.Equal(expected.Reverse().Take(3), page.Rows.Select(t => t.Index));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Every_column_that_is_offered_can_be_ordered_and_filtered_by(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var trials = await Fill(database);
        foreach (var name in TrialColumns.Names)
        {
            var page = await trials.LeaderboardAsync(
                new LeaderboardQuery("s") { OrderBy = name, Filters = [new TrialFilter(name, double.NegativeInfinity)] }
            );
            Assert.True(page.Total <= 50);
        }
    }

    [Theory]
    [InlineData("score; DROP TABLE trial")]
    [InlineData("score DESC, (SELECT 1)")]
    [InlineData("trial_index")]
    [InlineData("Score")]
    [InlineData("")]
    [InlineData("block_moments")]
    public async Task A_column_that_is_not_offered_is_refused_with_those_that_are(string column)
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        var trials = await Fill(database);

        var order = await Assert.ThrowsAsync<BadInputException>(() =>
            trials.LeaderboardAsync(new LeaderboardQuery("s") { OrderBy = column })
        );
        var filter = await Assert.ThrowsAsync<BadInputException>(() =>
            trials.LeaderboardAsync(new LeaderboardQuery("s") { Filters = [new TrialFilter(column, 0)] })
        );

        Assert.Equal(("orderBy", "filters[0].column"), (order.Field, filter.Field));
        Assert.Contains("selection.sharpe", order.Allowed, StringComparison.Ordinal);
        Assert.Equal(50, (await trials.ListIndexesAsync("s")).Count);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Text_that_looks_like_sql_is_only_text(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await database.OpenAsync();
        const string evil = "s'; DROP TABLE trial; --";
        await store.Studies.AddAsync(evil, evil, "{}", Samples.Print("s"), 1);
        await store.Trials.RecordAsync([Samples.Trial(evil, 0, 1) with { Rules = evil, Silo = evil }]);

        var page = await store.Trials.LeaderboardAsync(new LeaderboardQuery(evil));

        Assert.Equal((evil, evil), (Assert.Single(page.Rows).Study, page.Rows[0].Rules));
        Assert.Empty((await store.Trials.LeaderboardAsync(new LeaderboardQuery("' OR '1'='1"))).Rows);
    }

    [Theory]
    [InlineData(-1, 10, "offset")]
    [InlineData(0, 0, "limit")]
    [InlineData(0, 10_001, "limit")]
    public async Task A_page_that_cannot_be_is_refused(int offset, int limit, string field)
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        var trials = await Fill(database);

        var fault = await Assert.ThrowsAsync<BadInputException>(() =>
            trials.LeaderboardAsync(new LeaderboardQuery("s") { Offset = offset, Limit = limit })
        );

        Assert.Equal(field, fault.Field);
    }
}
