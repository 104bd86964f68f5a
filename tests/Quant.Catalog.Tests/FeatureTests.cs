using Quant.Catalog.Tests.Databases;
using Quant.MarketData.Bars;

namespace Quant.Catalog.Tests;

public sealed class FeatureTests(PostgresFixture postgres)
{
    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_set_is_entered_once_and_found_by_fingerprint_and_by_its_latest_name(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var sets = (await database.OpenAsync()).FeatureSets;

        Assert.True(await sets.TryAddAsync(Samples.Print("a"), "basic", "{\"a\":1}"));
        Assert.False(await sets.TryAddAsync(Samples.Print("a"), "other", "{}"));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await sets.TryAddAsync(Samples.Print("b"), "basic", "{\"b\":1}"));

        var first = await sets.FindAsync(Samples.Print("a"));
        Assert.Equal(("basic", "{\"a\":1}", TestDatabase.Start), (first!.Name, first.Spec, first.CreatedAt));
        Assert.Equal(Samples.Print("b"), (await sets.FindByNameAsync("basic"))!.Fingerprint);
        Assert.Null(await sets.FindByNameAsync("none"));
        Assert.Equal(2, (await sets.ListAsync()).Count);
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task What_each_partition_was_built_from_is_known_and_replaced_by_period(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await database.OpenAsync();
        var set = Samples.Print("a");
        await store.FeatureSets.TryAddAsync(set, "basic", "{}");
        await store.FeatureBuilds.RecordAsync(
            set,
            Samples.Spy,
            Interval.Hour1,
            [("2024-04", Samples.Print("in4"), 20), ("2024-03", Samples.Print("in3"), 10)]
        );
        database.Clock.Advance(TimeSpan.FromSeconds(5));
        await store.FeatureBuilds.RecordAsync(
            set,
            Samples.Spy,
            Interval.Hour1,
            [("2024-04", Samples.Print("in4b"), 21)]
        );

        var builds = await store.FeatureBuilds.ListAsync(set, Samples.Spy, Interval.Hour1);

        Assert.Equal(["2024-03", "2024-04"], builds.Select(b => b.Period));
        Assert.Equal([Samples.Print("in3"), Samples.Print("in4b")], builds.Select(b => b.InputFingerprint));
        Assert.Equal([10L, 21L], builds.Select(b => b.Rows));
        Assert.Equal(TestDatabase.Start.AddSeconds(5), builds[1].BuiltAt);
        Assert.Empty(await store.FeatureBuilds.ListAsync(set, Samples.Spy, Interval.Day1));

        await store.FeatureBuilds.ForgetAsync(set, Samples.Spy, Interval.Hour1, ["2024-03", "1999-01"]);
        Assert.Equal(
            "2024-04",
            Assert.Single(await store.FeatureBuilds.ListAsync(set, Samples.Spy, Interval.Hour1)).Period
        );
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_build_of_a_set_nobody_entered_is_refused(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var store = await database.OpenAsync();

        await Assert.ThrowsAsync<CatalogException>(() =>
            store.FeatureBuilds.RecordAsync(
                Samples.Print("x"),
                Samples.Spy,
                Interval.Hour1,
                [("2024-03", Samples.Print("in"), 1)]
            )
        );
    }
}
