using Microsoft.Extensions.DependencyInjection;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Series;
using Quant.Grains.Work;
using Quant.Specs;

namespace Quant.Cluster.Tests.Work;

public sealed class SeriesCacheTests
{
    [Fact]
    public async Task A_series_that_several_ask_for_at_once_is_read_once()
    {
        await using var factory = await TestFactory.StartAsync();
        var (cache, models) = await PrepareAsync(factory, 1L << 30, 1);

        var series = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    cache.GetAsync(
                        models[0],
                        i % 2 == 0 ? ["rsi_14", "regime_vol"] : ["regime_vol", "rsi_14", "rsi_14"],
                        default
                    )
                )
        );

        Assert.All(series, one => Assert.Same(series[0], one));
        Assert.Equal(["regime_vol", "rsi_14"], series[0].Columns.Keys.Order(StringComparer.Ordinal));
        var plain = await cache.GetAsync(models[0], [], default);
        Assert.NotSame(series[0], plain);
        Assert.Equal(series[0].Predictions, plain.Predictions);
        Assert.Equal(plain.Bars.Count, plain.Predictions.Length);
    }

    [Fact]
    public async Task What_was_used_longest_ago_is_let_go_first_when_memory_is_short()
    {
        await using var factory = await TestFactory.StartAsync();
        var (sizer, models) = await PrepareAsync(factory, 1L << 30, 3);
        var size = (await sizer.GetAsync(models[0], [], default)).Bytes;
        var cache = Cache(factory, 2 * size);
        var first = await cache.GetAsync(models[0], [], default);
        var second = await cache.GetAsync(models[1], [], default);
        Assert.Same(first, await cache.GetAsync(models[0], [], default));
        await cache.GetAsync(models[2], [], default);
        await cache.GetAsync(models[2], ["rsi_14"], default);

        Assert.NotSame(second, await cache.GetAsync(models[1], [], default));
    }

    [Fact]
    public async Task A_reading_that_failed_is_told_to_all_who_wait_and_tried_again_by_the_next()
    {
        await using var factory = await TestFactory.StartAsync();
        var (cache, models) = await PrepareAsync(factory, 1L << 30, 1);
        var predictions = (await factory.Catalog.Manifest.ListAllAsync(default)).Single(e =>
            e.Key.Dataset.Path.StartsWith("predictions", StringComparison.Ordinal)
        );
        var path = factory.Lake.PathOf(predictions.File);
        var content = File.ReadAllBytes(path);
        File.Delete(path);

        var faults = await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ => Record.ExceptionAsync(() => cache.GetAsync(models[0], [], default)).AsTask())
        );
        Assert.All(
            faults,
            fault => Assert.Contains(Path.GetFileName(predictions.File), fault!.Message, StringComparison.Ordinal)
        );
        await Assert.ThrowsAsync<NotFoundException>(() => cache.GetAsync(Fingerprint.OfCanonical("x"), [], default));
        File.WriteAllBytes(path, content);

        Assert.Equal(500, (await cache.GetAsync(models[0], [], default)).Bars.Count);
    }

    [Fact]
    public async Task Whoever_stops_waiting_does_not_stop_the_reading_for_the_others()
    {
        await using var factory = await TestFactory.StartAsync();
        var (cache, models) = await PrepareAsync(factory, 1L << 30, 1);
        using var stop = new CancellationTokenSource();
        Task<ModelSeries> impatient,
            patient;
        using (var hold = new Blocker(factory.PoolOf(factory.Cluster.Silos[0])))
        {
            impatient = cache.GetAsync(models[0], [], stop.Token);
            patient = cache.GetAsync(models[0], [], default);
            await Eventually.TrueAsync(() => hold.Waiting > 0, "the reading");
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        }

        Assert.Equal(500, (await patient).Bars.Count);
        Assert.Same(await patient, await cache.GetAsync(models[0], [], default));
    }

    private static async Task<(ModelSeriesCache Cache, IReadOnlyList<Fingerprint> Models)> PrepareAsync(
        TestFactory factory,
        long capacity,
        int models
    )
    {
        await factory.ImportAsync("ACME", TestBars.Daily(500));
        var made = new List<Fingerprint>();
        for (var i = 0; i < models; i++)
        {
            var spec = TestSpecs.Model(estimator: "ridge");
            spec["training"]!["seed"] = i;
            made.Add(Fingerprint.Parse((await factory.TrainAsync(spec)).Fingerprint));
        }
        return (Cache(factory, capacity), made);
    }

    private static ModelSeriesCache Cache(TestFactory factory, long capacity) =>
        ActivatorUtilities.CreateInstance<ModelSeriesCache>(factory.Cluster.GetSiloServiceProvider(), capacity);
}
