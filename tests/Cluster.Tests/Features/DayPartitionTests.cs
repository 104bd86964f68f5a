using Quant.Catalog.Series;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Features;
using Quant.Grains.Interfaces.Ingest;
using Quant.Grains.Interfaces.Specs;
using Quant.Lake.Manifest;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Synthetic;
using Quant.MarketData.Storage;

namespace Quant.Cluster.Tests.Features;

public sealed class DayPartitionTests
{
    private const string Name = "SYNTH1";

    [Fact]
    public async Task Features_over_partitions_of_days_are_those_over_the_consolidated_month()
    {
        var bars = new SyntheticSource().Load(Symbol.Parse(Name), new(2010, 1, 4), new(2010, 2, 5)).Series;
        var live = new HotDay(new DateOnly(2010, 2, 2));
        await using var factory = await TestFactory.StartAsync();
        await factory.Grain<ISymbolIngestGrain>(Name).GenerateAsync(new SyntheticRequest(1), CancellationToken.None);
        var first = bars.FirstAtOrAfter(
            new DateTimeOffset(2010, 2, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000
        );
        await ApplyAsync(factory, (store, now) => store.PlanMerge(now, bars.Slice(0, first)).Changes);
        await ApplyAsync(factory, (store, now) => store.PlanMerge(now, bars.Slice(first, 300), live).Changes);
        var early = await BuildAsync(factory);
        await ApplyAsync(
            factory,
            (store, now) => store.PlanMerge(now, bars.Slice(first + 300, bars.Count - first - 300), live).Changes
        );

        var overDays = await BuildAsync(factory);
        var days = await factory.TableAsync(Dataset.Parse($"features/set={overDays.Dataset}"), Name);
        var read = await ReadAsync(factory);
        await ApplyAsync(factory, (store, now) => store.PlanConsolidation(now, new DateOnly(2010, 3, 1)));
        var overMonths = await BuildAsync(factory);
        var months = await factory.TableAsync(Dataset.Parse($"features/set={overMonths.Dataset}"), Name);

        Assert.Equal(first + 300, early.Rows);
        Assert.Equal(bars.Count, overDays.Rows);
        Assert.Equal(bars.Close, read.Close);
        Assert.Equal((await ReadAsync(factory)).Ts, read.Ts);
        Assert.Equal(months.Rows, days.Rows);
        Assert.Equal(months.Bits(months.Rows), days.Bits(days.Rows));
        var entries = await factory.EntriesAsync(BarStore.DatasetOf(Interval.Minute1), Name);
        Assert.Equal(["2010-01", "2010-02"], entries.Select(entry => entry.Key.Period));
        await factory.LakeMustBeWholeAsync();
    }

    private static async Task ApplyAsync(
        TestFactory factory,
        Func<BarStore, IReadOnlyList<ManifestEntry>, IReadOnlyList<ManifestChange>> plan
    )
    {
        var now = await factory.EntriesAsync(BarStore.DatasetOf(Interval.Minute1), Name);
        Assert.True(
            await factory.Catalog.Manifest.TryApplyAsync(plan(new BarStore(factory.Lake), now), CancellationToken.None)
        );
    }

    private static async Task<BarSeries> ReadAsync(TestFactory factory)
    {
        var reader = new BarReader(factory.Catalog, factory.Lake);
        var query = new BarQuery(Symbol.Parse(Name), Interval.Minute1, AdjustmentMode.None);
        return reader.Load(await reader.FindAsync(query, CancellationToken.None));
    }

    private static async Task<FeatureReport> BuildAsync(TestFactory factory)
    {
        var json = TestSpecs.Features().ToJsonString();
        var dataset = await factory.Grain<ISpecGrain>("t").ResolveFeaturesAsync(Name, "1m", "none", json);
        return await factory
            .Grain<IFeatureGrain>($"{dataset}|{Name}")
            .BuildAsync(new FeatureRequest(Name, "1m", "none", json), CancellationToken.None);
    }
}
