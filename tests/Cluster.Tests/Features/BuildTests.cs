using System.Text.Json.Nodes;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Features;
using Quant.Grains.Interfaces.Features;
using Quant.Lake.Manifest;
using Quant.Specs;

namespace Quant.Cluster.Tests.Features;

public sealed class BuildTests
{
    [Fact]
    public async Task Features_are_computed_once_and_the_second_build_computes_nothing()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 2 });
        await factory.ImportAsync("ACME", TestBars.Daily(600));

        var first = await factory.BuildAsync("ACME", TestSpecs.Features());
        var entries = await factory.EntriesAsync(DatasetOf(first));
        var second = await factory.BuildAsync("ACME", TestSpecs.Features());

        Assert.Equal((3, 0, 600L), (first.PartitionsComputed, first.PartitionsReused, first.Rows));
        Assert.Equal(5, first.Columns.Count);
        Assert.Equal((0, 3, 600L), (second.PartitionsComputed, second.PartitionsReused, second.Rows));
        Assert.Equal(entries, await factory.EntriesAsync(DatasetOf(first)));
        Assert.Equal(["2010", "2011", "2012"], entries.Select(entry => entry.Key.Period));
    }

    [Fact]
    public async Task Appended_bars_recompute_the_partitions_they_change_to_the_bits_of_a_build_from_scratch()
    {
        var bars = TestBars.Daily(800);
        await using var grown = await TestFactory.StartAsync();
        await grown.ImportAsync("ACME", bars.Take(600));
        var before = await grown.BuildAsync("ACME", TestSpecs.Features());
        var entriesBefore = await grown.EntriesAsync(DatasetOf(before));
        await grown.ImportAsync("ACME", bars.Skip(600));

        var after = await grown.BuildAsync("ACME", TestSpecs.Features());

        Assert.Equal((2, 2, 800L), (after.PartitionsComputed, after.PartitionsReused, after.Rows));
        Assert.Equal(entriesBefore.Take(2), (await grown.EntriesAsync(DatasetOf(after))).Take(2));
        await MustEqualScratchAsync(grown, after, factory => factory.ImportAsync("ACME", bars), TestSpecs.Features());
    }

    [Fact]
    public async Task A_revised_bar_recomputes_its_partition_and_every_later_one()
    {
        var bars = TestBars.Daily(800);
        var revised = TestBars.Revised(bars, 300);
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", bars);
        await factory.BuildAsync("ACME", TestSpecs.Features());
        await factory.ImportAsync("ACME", revised);

        var after = await factory.BuildAsync("ACME", TestSpecs.Features());

        Assert.Equal((3, 1), (after.PartitionsComputed, after.PartitionsReused));
        await MustEqualScratchAsync(factory, after, f => f.ImportAsync("ACME", revised), TestSpecs.Features());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Lost_or_damaged_checkpoints_cost_work_and_change_nothing(bool damaged)
    {
        using var root = new TestRoot();
        var bars = TestBars.Daily(800);
        await using (var factory = await TestFactory.StartAsync(root: root))
        {
            await factory.ImportAsync("ACME", bars.Take(600));
            var report = await factory.BuildAsync("ACME", TestSpecs.Features());
            var key = new Catalog.Grains.GrainStateKey("checkpoints", "feature", $"{report.Dataset}|ACME");
            var state = await factory.Catalog.GrainState.ReadAsync(key);
            Assert.NotNull(state.Payload);
            var write = damaged
                ? await factory.Catalog.GrainState.WriteAsync(key, Damaged(state.Payload), state.ETag)
                : await factory.Catalog.GrainState.ClearAsync(key, state.ETag);
            Assert.True(write.Written);
        }
        await using var later = await TestFactory.StartAsync(root: root);
        await later.ImportAsync("ACME", bars.Skip(600));

        var after = await later.BuildAsync("ACME", TestSpecs.Features());

        Assert.Equal((2, 2), (after.PartitionsComputed, after.PartitionsReused));
        await MustEqualScratchAsync(later, after, f => f.ImportAsync("ACME", bars), TestSpecs.Features());
    }

    [Fact]
    public async Task A_build_that_could_not_keep_its_checkpoints_leaves_no_older_ones_to_go_on_from()
    {
        var bars = TestBars.Daily(800);
        var revised = TestBars.Revised(bars, 300);
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", bars.Take(600));
        var report = await factory.BuildAsync("ACME", TestSpecs.Features());
        var key = new Catalog.Grains.GrainStateKey("checkpoints", "feature", $"{report.Dataset}|ACME");
        var state = await factory.Catalog.GrainState.ReadAsync(key);
        Assert.True((await factory.Catalog.GrainState.WriteAsync(key, state.Payload!, state.ETag)).Written);
        await factory.ImportAsync("ACME", revised.Take(600));
        await Assert.ThrowsAnyAsync<Exception>(() => factory.BuildAsync("ACME", TestSpecs.Features()));
        await factory.ImportAsync("ACME", revised.Skip(600));

        var after = await factory.BuildAsync("ACME", TestSpecs.Features());

        await MustEqualScratchAsync(factory, after, f => f.ImportAsync("ACME", revised), TestSpecs.Features());
    }

    [Fact]
    public async Task A_build_that_lost_its_record_is_done_again_with_the_same_bits()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(600));
        var first = await factory.BuildAsync("ACME", TestSpecs.Features());
        var before = await factory.EntriesAsync(DatasetOf(first));
        await factory.Catalog.FeatureBuilds.ForgetAsync(
            Fingerprint.Parse(first.Dataset),
            MarketData.Bars.Symbol.Parse("ACME"),
            MarketData.Bars.Interval.Day1,
            ["2011", "2012"]
        );

        var again = await factory.BuildAsync("ACME", TestSpecs.Features());

        Assert.Equal((2, 1), (again.PartitionsComputed, again.PartitionsReused));
        Assert.Equal(before.Hashes(), (await factory.EntriesAsync(DatasetOf(first))).Hashes());
    }

    [Fact]
    public async Task A_context_symbol_counts_up_to_each_bars_close_and_its_changes_recompute_what_they_touch()
    {
        var (bars, other) = (TestBars.Daily(600), TestBars.Daily(600, seed: 2));
        var spec = TestSpecs.Features("OTHER");
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", bars);
        await Faults.RefusedAsync("symbol", () => factory.BuildAsync("ACME", spec));
        await factory.ImportAsync("OTHER", other.Take(500));
        var first = await factory.BuildAsync("ACME", spec);
        Assert.Equal(3, first.PartitionsComputed);
        await factory.ImportAsync("OTHER", other.Skip(500));

        var after = await factory.BuildAsync("ACME", spec);

        Assert.Equal((2, 1), (after.PartitionsComputed, after.PartitionsReused));
        await MustEqualScratchAsync(
            factory,
            after,
            async f =>
            {
                await f.ImportAsync("ACME", bars);
                await f.ImportAsync("OTHER", other);
            },
            spec
        );
        var column = (await factory.TableAsync(DatasetOf(after), "ACME")).Doubles("return_2_OTHER");
        Assert.Equal(other[300].Close / other[298].Close - 1, column[300], 1e-12);
    }

    [Fact]
    public async Task Changed_adjustments_recompute_everything()
    {
        var bars = TestBars.Daily(600);
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportLeanAsync("ACME", bars, null);
        var before = await factory.BuildAsync("ACME", TestSpecs.Features());
        var raw = await factory.BuildAsync("ACME", TestSpecs.Features(), "none");
        const string factors = "20110609,1,0.5,100\n20501231,1,1,0\n";
        await factory.ImportLeanAsync("ACME", bars, factors);

        var after = await factory.BuildAsync("ACME", TestSpecs.Features());

        Assert.Equal(before.Dataset, after.Dataset);
        Assert.Equal((3, 0), (after.PartitionsComputed, after.PartitionsReused));
        Assert.Equal(0, (await factory.BuildAsync("ACME", TestSpecs.Features(), "none")).PartitionsComputed);
        Assert.NotEqual(raw.Dataset, after.Dataset);
        await MustEqualScratchAsync(
            factory,
            after,
            f => f.ImportLeanAsync("ACME", bars, factors),
            TestSpecs.Features()
        );
    }

    [Fact]
    public async Task A_bad_feature_set_and_a_wrong_key_are_refused_by_name()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 2 });
        await factory.ImportAsync("ACME", TestBars.Daily(100));
        var spec = TestSpecs.Features();
        spec["features"]![2]!["params"]!["period"] = 0;
        await Faults.RefusedAsync("features[2].params.period", () => factory.BuildAsync("ACME", spec));
        spec["features"]![2] = new JsonObject { ["indicator"] = "crystal_ball" };
        await Faults.RefusedAsync("features[2].indicator", () => factory.BuildAsync("ACME", spec));
        await Faults.RefusedAsync("adjustment", () => factory.BuildAsync("ACME", TestSpecs.Features(), "some"));

        var request = new FeatureRequest("ACME", "1d", "none", TestSpecs.Features().ToJsonString());
        await Faults.RefusedAsync(
            "features",
            () => factory.Grain<IFeatureGrain>("x|ACME").BuildAsync(request, default)
        );
        Assert.Empty(await factory.Catalog.FeatureSets.ListAsync());
    }

    [Fact]
    public async Task Builds_asked_for_at_once_are_done_once()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 3 });
        await factory.ImportAsync("ACME", TestBars.Daily(600));

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => factory.BuildAsync("ACME", TestSpecs.Features()))
        );

        Assert.Equal(3, reports.Sum(report => report.PartitionsComputed));
        Assert.All(await factory.EntriesAsync(DatasetOf(reports[0])), entry => Assert.Equal(1, entry.Generation));
    }

    private static Dataset DatasetOf(FeatureReport report) => Dataset.Features(Fingerprint.Parse(report.Dataset));

    private static byte[] Damaged(byte[] payload)
    {
        var state = System.Text.Json.JsonSerializer.Deserialize<StoredCheckpoints>(payload)!;
        Assert.NotEmpty(state.Checkpoints);
        foreach (var checkpoint in state.Checkpoints)
        {
            checkpoint[checkpoint.Length / 2] ^= 1;
        }
        return System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(state);
    }

    private static async Task MustEqualScratchAsync(
        TestFactory factory,
        FeatureReport report,
        Func<TestFactory, Task> import,
        JsonObject spec
    )
    {
        await using var scratch = await TestFactory.StartAsync();
        await import(scratch);
        var whole = await scratch.BuildAsync("ACME", spec);
        Assert.Equal(report.Dataset, whole.Dataset);
        Assert.Equal(
            (await scratch.EntriesAsync(DatasetOf(whole))).Hashes(),
            (await factory.EntriesAsync(DatasetOf(report))).Hashes()
        );
        await factory.LakeMustBeWholeAsync();
    }
}
