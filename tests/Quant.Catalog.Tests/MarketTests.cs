using Quant.Catalog.Market;
using Quant.Catalog.Tests.Databases;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Tests;

public sealed class MarketTests(PostgresFixture postgres)
{
    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_symbol_keeps_its_first_time_when_it_is_described_anew(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var symbols = (await database.OpenAsync()).Symbols;
        await symbols.PutAsync(Samples.Spy, "old", "csv", "XNYS", false);
        database.Clock.Advance(TimeSpan.FromDays(1));
        await symbols.PutAsync(Samples.Spy, "new", "lean", "24x7", true);
        await symbols.PutAsync(Samples.Aapl, "Apple", "lean", "XNYS", false);

        Assert.Equal(
            new SymbolRecord(Samples.Spy, "new", "lean", "24x7", true, TestDatabase.Start),
            await symbols.FindAsync(Samples.Spy)
        );
        Assert.Equal([Samples.Aapl, Samples.Spy], (await symbols.ListAsync()).Select(s => s.Symbol));
        Assert.Null(await symbols.FindAsync(Symbol.Parse("NONE")));
    }

    [Fact]
    public async Task An_unknown_calendar_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        var symbols = (await database.OpenAsync()).Symbols;

        var fault = await Assert.ThrowsAsync<BadInputException>(() =>
            symbols.PutAsync(Samples.Spy, "", "", "XLON", false)
        );

        Assert.Equal("calendar", fault.Field);
        Assert.Empty(await symbols.ListAsync());
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Coverage_is_what_the_manifest_says_of_bars_and_of_nothing_else(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await database.OpenAsync();
        await store.Manifest.TryApplyAsync(
            [
                Samples.Put(Samples.Entry("bars/interval=1m", "SPY", "2024-03", 1, firstTs: 5, lastTs: 9)),
                Samples.Put(Samples.Entry("bars/interval=1m", "SPY", "2024-04", 1, firstTs: 10, lastTs: 30)),
                Samples.Put(Samples.Entry("bars/interval=1d", "SPY", "2024", 1, firstTs: 1, lastTs: 2)),
                Samples.Put(Samples.Entry("bars/interval=1d", "AAPL", "2024", 1, firstTs: 3, lastTs: 4)),
                Samples.Put(Samples.Entry($"features/set={Samples.Print("f")}", "SPY", "2024", 1)),
            ],
            default
        );

        SymbolCoverage spyMinutes = new(Samples.Spy, Interval.Minute1, 5, 30, 20, 2);
        SymbolCoverage spyDays = new(Samples.Spy, Interval.Day1, 1, 2, 10, 1);
        SymbolCoverage aapl = new(Samples.Aapl, Interval.Day1, 3, 4, 10, 1);
        Assert.Equal([aapl, spyMinutes, spyDays], await store.Symbols.CoverageAsync());
        Assert.Equal([spyMinutes, spyDays], await store.Symbols.CoverageAsync(Samples.Spy));
        Assert.Empty(await store.Symbols.CoverageAsync(Symbol.Parse("NONE")));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Adjustments_are_replaced_as_a_whole_and_per_symbol(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var adjustments = (await database.OpenAsync()).Adjustments;
        Adjustment split = new(new DateOnly(2014, 6, 6), 1.0 / 7, 0.97, "lean");
        Adjustment dividend = new(new DateOnly(2013, 11, 5), 1.0 / 7, 0.96, "lean");
        await adjustments.ReplaceAsync(Samples.Aapl, [split, dividend]);
        await adjustments.ReplaceAsync(Samples.Spy, [dividend]);
        Assert.Equal([dividend, split], await adjustments.ListAsync(Samples.Aapl));

        await adjustments.ReplaceAsync(Samples.Aapl, [split]);
        Assert.Equal([split], await adjustments.ListAsync(Samples.Aapl));

        await adjustments.ReplaceAsync(Samples.Aapl, []);
        Assert.Empty(await adjustments.ListAsync(Samples.Aapl));
        Assert.Equal([dividend], await adjustments.ListAsync(Samples.Spy));
    }

    [Fact]
    public async Task A_factor_that_is_no_factor_is_refused_and_the_old_ones_stay()
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        var adjustments = (await database.OpenAsync()).Adjustments;
        Adjustment good = new(new DateOnly(2014, 6, 6), 0.5, 1, "lean");
        await adjustments.ReplaceAsync(Samples.Aapl, [good]);

        foreach (var factor in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            var bad = good with { LastDate = new DateOnly(2015, 1, 1), DividendFactor = factor };
            var fault = await Assert.ThrowsAsync<BadInputException>(() =>
                adjustments.ReplaceAsync(Samples.Aapl, [good, bad])
            );
            Assert.Equal("adjustments[1].dividendFactor", fault.Field);
        }
        await Assert.ThrowsAsync<BadInputException>(() => adjustments.ReplaceAsync(Samples.Aapl, [good, good]));
        Assert.Equal([good], await adjustments.ListAsync(Samples.Aapl));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Importing_the_same_content_again_is_answered_with_what_was_found_the_first_time(
        CatalogProvider provider
    )
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var ingests = (await database.OpenAsync()).Ingests;
        var refused = new Dictionary<string, long> { ["high below low"] = 3, ["a 'quoted' \"reason\""] = 1 };
        IngestRecord ingest = new(
            "hash1",
            Samples.Spy,
            Interval.Hour1,
            "spy.zip",
            990,
            refused,
            TestDatabase.Start,
            TestDatabase.Start.AddSeconds(2)
        );
        await ingests.RecordAsync(ingest);
        await ingests.RecordAsync(ingest with { Symbol = Samples.Aapl, FinishedAt = TestDatabase.Start.AddSeconds(9) });

        var found = await ingests.FindAsync("hash1", Samples.Spy, Interval.Hour1);

        Assert.NotNull(found);
        Assert.Equal(refused.OrderBy(r => r.Key), found.Refused.OrderBy(r => r.Key));
        Assert.Equal(ingest, found with { Refused = refused });
        Assert.Null(await ingests.FindAsync("hash2", Samples.Spy, Interval.Hour1));
        Assert.Null(await ingests.FindAsync("hash1", Samples.Spy, Interval.Day1));
        Assert.Equal([Samples.Aapl, Samples.Spy], (await ingests.ListAsync()).Select(i => i.Symbol));
        Assert.Single(await ingests.ListAsync(Samples.Spy));
    }
}
