using Quant.Catalog.Models;
using Quant.Catalog.Series;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Models;
using Quant.Grains.Interfaces.Progress;
using Quant.Lake.Manifest;
using Quant.Specs;

namespace Quant.Cluster.Tests.Models;

public sealed class TrainTests
{
    [Fact]
    public async Task A_model_asked_for_by_many_at_once_is_trained_once_and_later_answered_from_the_catalog()
    {
        using var root = new TestRoot();
        ModelReport first;
        await using (var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 3 }, root))
        {
            await factory.ImportAsync("ACME", TestBars.Daily(700));
            var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => factory.TrainAsync(TestSpecs.Model())));
            first = Assert.Single(reports, report => !report.AlreadyDone);
            Assert.All(reports, report => Assert.Equal(Same(first), Same(report)));
            Assert.Equal(1, Assert.Single(await PredictionsAsync(factory, first)).Generation);
        }
        await using var later = await TestFactory.StartAsync(root: root);

        var again = await later.TrainAsync(TestSpecs.Model());

        Assert.True(again.AlreadyDone);
        Assert.Equal(Same(first), Same(again));
        Assert.Equal(first.ElapsedMs, again.ElapsedMs);
        Assert.Equal(700, first.Rows);
        Assert.InRange(first.PredictedRows, 200, 450);
        Assert.NotEmpty(first.Metrics);
        Assert.True(Directory.Exists(Path.Combine(root.Path, "models", first.Fingerprint)));
    }

    [Fact]
    public async Task Predictions_and_model_file_have_the_same_bits_on_another_root_with_more_silos_and_threads()
    {
        var files = new List<(string Hash, string Artifact, string Metrics)>();
        foreach (var (silos, threads) in new[] { ((short)1, 1), ((short)3, 2) })
        {
            await using var factory = await TestFactory.StartAsync(
                new FactoryOptions { Silos = silos, Threads = threads }
            );
            await factory.ImportAsync("ACME", TestBars.Daily(700));
            var report = await factory.TrainAsync(TestSpecs.Model());
            var record = await factory.Catalog.Models.FindAsync(Fingerprint.Parse(report.Fingerprint));
            files.Add(
                (
                    Assert.Single(await PredictionsAsync(factory, report)).ContentHash,
                    record!.Result!.ArtifactHash,
                    record.Result.Metrics
                )
            );
        }
        Assert.Equal(files[0], files[1]);
    }

    [Fact]
    public async Task A_training_that_failed_says_why_and_can_be_tried_again()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var grain = factory.Grain<IModelGrain>(await factory.ModelKeyAsync(TestSpecs.Model()));
        var bars = (await factory.EntriesAsync(Dataset.Bars("1d"), "ACME"))[1];
        var path = factory.Lake.PathOf(bars.File);
        var content = File.ReadAllBytes(path);
        File.WriteAllBytes(path, content[..(content.Length / 2)]);

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => factory.TrainAsync(TestSpecs.Model()));
        Assert.Contains(Path.GetFileName(bars.File), fault.Message, StringComparison.Ordinal);
        var status = await grain.GetStatusAsync();
        Assert.Equal(WorkState.Failed, status.State);
        Assert.Contains(Path.GetFileName(bars.File), status.Error, StringComparison.Ordinal);
        var failed = Assert.Single((await factory.Catalog.Models.ListAsync(new ModelQuery())).Rows);
        Assert.Equal(ModelStatus.Failed, failed.Status);
        Assert.Contains(Path.GetFileName(bars.File), failed.Error, StringComparison.Ordinal);

        File.WriteAllBytes(path, content);
        var report = await factory.TrainAsync(TestSpecs.Model());

        Assert.False(report.AlreadyDone);
        Assert.Equal(WorkState.Completed, (await grain.GetStatusAsync()).State);
        await factory.LakeMustBeWholeAsync();
    }

    [Fact]
    public async Task Too_few_bars_for_warm_up_and_one_fold_are_refused_by_name()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(200));

        await Faults.RefusedAsync("bars", () => factory.TrainAsync(TestSpecs.Model()));

        Assert.Empty((await factory.Catalog.Models.ListAsync(new ModelQuery { Status = ModelStatus.Ready })).Rows);
        Assert.DoesNotContain(
            await factory.Catalog.Manifest.ListAllAsync(default),
            entry => entry.Key.Dataset.Path.StartsWith("predictions", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_cancelled_training_leaves_no_half_made_model()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        await factory.BuildAsync("ACME", TestSpecs.Features());
        var grain = factory.Grain<IModelGrain>(await factory.ModelKeyAsync(TestSpecs.Model()));
        var hold = new Blocker(factory.PoolOf(factory.Cluster.Silos[0]));
        using (hold)
        {
            var training = grain.TrainAsync(new ModelRequest(TestSpecs.Model().ToJsonString()), default);
            await Eventually.TrueAsync(() => hold.Waiting > 0, "the training's work");
            await grain.CancelAsync();
            hold.Release();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => training);
        }

        Assert.Equal(WorkState.Cancelled, (await grain.GetStatusAsync()).State);
        var left = Assert.Single((await factory.Catalog.Models.ListAsync(new ModelQuery())).Rows);
        Assert.Equal(ModelStatus.Failed, left.Status);
        Assert.Contains("cancelled", left.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            await factory.Catalog.Manifest.ListAllAsync(default),
            entry => entry.Key.Dataset.Path.StartsWith("predictions", StringComparison.Ordinal)
        );
        Assert.False(Directory.Exists(Path.Combine(factory.Stores.Root.Path, "models")));
        Assert.False((await factory.TrainAsync(TestSpecs.Model())).AlreadyDone);
    }

    [Fact]
    public async Task A_key_that_is_not_the_specs_address_is_refused_and_bars_changed_since_are_told()
    {
        await using var factory = await TestFactory.StartAsync();
        var bars = TestBars.Daily(700);
        await factory.ImportAsync("ACME", bars.Take(650));
        var request = new ModelRequest(TestSpecs.Model().ToJsonString());
        var key = await factory.ModelKeyAsync(TestSpecs.Model());
        await Faults.RefusedAsync("model", () => factory.Grain<IModelGrain>("nonsense").TrainAsync(request, default));
        var other = TestSpecs.Model();
        other["training"]!["seed"] = 2;
        await Faults.RefusedAsync(
            "model",
            () => factory.Grain<IModelGrain>(key).TrainAsync(new ModelRequest(other.ToJsonString()), default)
        );

        await factory.ImportAsync("ACME", bars.Skip(650));

        var told = await Faults.RefusedAsync(
            "model",
            () => factory.Grain<IModelGrain>(key).TrainAsync(request, default)
        );
        Assert.Contains("imported since", told.Message, StringComparison.Ordinal);
        Assert.Empty((await factory.Catalog.Models.ListAsync(new ModelQuery())).Rows);
    }

    [Fact]
    public async Task A_model_over_a_fixed_range_of_dates_keeps_its_address_when_later_bars_come()
    {
        await using var factory = await TestFactory.StartAsync();
        var bars = TestBars.Daily(900);
        var spec = TestSpecs.Model();
        spec["from"] = "2010-03-01";
        spec["to"] = "2012-12-31";
        await factory.ImportAsync("ACME", bars.Take(800));
        var first = await factory.TrainAsync(spec);

        await factory.ImportAsync("ACME", bars.Skip(800));
        var again = await factory.TrainAsync(spec);

        Assert.Equal((false, true), (first.AlreadyDone, again.AlreadyDone));
        Assert.Equal(first.Fingerprint, again.Fingerprint);
        Assert.Equal(bars.Count(b => b.Date >= new DateOnly(2010, 3, 1) && b.Date.Year <= 2012), first.Rows);
    }

    private static Task<IReadOnlyList<ManifestEntry>> PredictionsAsync(TestFactory factory, ModelReport report) =>
        factory.EntriesAsync(PredictionTable.KeyOf(Fingerprint.Parse(report.Fingerprint), "ACME").Dataset);

    private static string Same(ModelReport report) =>
        $"{report with { AlreadyDone = false, Metrics = new Dictionary<string, double>() }} "
        + string.Join(
            ' ',
            report.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}={m.Value:R}")
        );
}
