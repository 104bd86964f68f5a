using System.Text.Json.Nodes;
using Quant.Catalog.Studies;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Simulation;
using Quant.Grains.Interfaces.Specs;
using Quant.Specs;

namespace Quant.Cluster.Tests.Simulation;

public sealed class BatchTests
{
    [Fact]
    public async Task A_batch_records_exactly_the_trials_asked_for_once_however_often_it_is_asked_for()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 3 });
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var spec = TestSpecs.Study();
        var request = await PrepareAsync(factory, spec, [3, 11, 40]);
        Task<BatchReport> Ask() => factory.Grain<ISimulationGrain>(request.Model).RunBatchAsync(request, default);

        var first = await Ask();
        var before = await TrialsAsync(factory, request);
        var again = await Ask();
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Ask()));

        Assert.Equal((3, 3), (first.Simulated, first.Recorded));
        Assert.Equal((3, 0), (again.Simulated, again.Recorded));
        Assert.All(atOnce, report => Assert.Equal((0, first.BestScore), (report.Recorded, report.BestScore)));
        Assert.Equal([3L, 11L, 40L], before.Select(trial => trial.Index));
        Assert.All(before, trial => Assert.Equal(TrialStatus.Completed, trial.Status));
        Assert.Equal(before, await TrialsAsync(factory, request));
        Assert.True(first.BarConfigurations > 3 * 100);
    }

    [Fact]
    public async Task Batches_that_overlap_and_run_at_once_on_three_silos_record_each_trial_once()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 3, Threads = 2 });
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var request = await PrepareAsync(factory, TestSpecs.Study(), []);

        var reports = await Task.WhenAll(
            Enumerable
                .Range(0, 9)
                .Select(i =>
                    factory
                        .Grain<ISimulationShardGrain>($"{request.Model}|{i}")
                        .RunBatchAsync(
                            request with
                            {
                                Trials = [.. Enumerable.Range(i * 4, 12).Select(trial => (long)trial)],
                            },
                            default
                        )
                )
        );

        Assert.Equal(44, reports.Sum(report => report.Recorded));
        Assert.Equal(
            Enumerable.Range(0, 44).Select(i => (long)i),
            (await TrialsAsync(factory, request)).Select(t => t.Index)
        );
    }

    [Fact]
    public async Task A_full_run_over_a_trials_period_has_the_trials_metrics_to_the_bit()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var spec = TestSpecs.Study();
        long[] indexes = [0, 7, 13, 22, 31, 47];
        var request = await PrepareAsync(factory, spec, indexes);
        await factory.Grain<ISimulationGrain>(request.Model).RunBatchAsync(request, default);

        foreach (var trial in await TrialsAsync(factory, request))
        {
            var selection = await factory.RunAsync(request.Model, trial.Rules, request.FromTs, request.SplitTs, 8);
            var holdOut = await factory.RunAsync(request.Model, trial.Rules, request.SplitTs, request.ToTs, 8);
            Assert.Equal(
                Metrics(trial.SelectionMetrics!),
                selection.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal)
            );
            Assert.Equal(Metrics(trial.HoldOutMetrics!), holdOut.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_combination_that_is_not_allowed_is_a_failed_trial_among_good_ones()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var spec = TestSpecs.Study();
        spec["rules"]!["entryThreshold"] = 0.01;
        spec["space"]!["axes"]![2] = TestSpecs.Axis("rules.exitThreshold", 0, 0.001);
        var request = await PrepareAsync(factory, spec, [0, 4, 20]);

        var report = await factory.Grain<ISimulationGrain>(request.Model).RunBatchAsync(request, default);

        var trials = await TrialsAsync(factory, request);
        Assert.Equal(3, report.Recorded);
        var failed = Assert.Single(trials, trial => trial.Status == TrialStatus.Failed);
        Assert.Contains("exitThreshold", failed.Error, StringComparison.Ordinal);
        Assert.Equal(2, trials.Count(trial => trial.Status == TrialStatus.Completed));
    }

    [Fact]
    public async Task A_batch_of_an_unknown_model_or_a_trial_beyond_the_plan_is_refused_and_records_nothing()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var request = await PrepareAsync(factory, TestSpecs.Study(), [0]);
        var grain = factory.Grain<ISimulationGrain>(request.Model);

        await Assert.ThrowsAsync<NotFoundException>(() =>
            grain.RunBatchAsync(request with { Model = new string('a', 26) }, default)
        );
        await Faults.RefusedAsync("trials", () => grain.RunBatchAsync(request with { Trials = [0, 96] }, default));
        await Faults.RefusedAsync("trials", () => grain.RunBatchAsync(request with { Trials = [-1] }, default));

        Assert.Empty(await TrialsAsync(factory, request));
    }

    /// <summary>Trains the first model of a study, enters the study, and describes a batch of it.</summary>
    private static async Task<BatchRequest> PrepareAsync(TestFactory factory, JsonObject study, long[] trials)
    {
        var json = study.ToJsonString();
        var plan = await factory.Grain<ISpecGrain>("t").ResolveStudyAsync(json);
        var model = study["model"]!.DeepClone().AsObject();
        model["training"]!["label"]!["params"]!["horizon"] = 2;
        var trained = await factory.TrainAsync(model);
        await factory.Catalog.Studies.AddAsync(plan.Study, "small", json, Fingerprint.Parse(plan.Study), plan.Trials);
        var split = trained.FirstPrediction + (trained.LastPrediction - trained.FirstPrediction) / 10 * 7;
        return new BatchRequest(
            plan.Study,
            json,
            trained.Fingerprint,
            trained.FirstPrediction,
            split,
            trained.LastPrediction + 1,
            trials
        );
    }

    private static async Task<IReadOnlyList<TrialRecord>> TrialsAsync(TestFactory factory, BatchRequest request) =>
        (
            await factory.Catalog.Trials.LeaderboardAsync(
                new LeaderboardQuery(request.Study) { OrderBy = "index", Descending = false }
            )
        ).Rows;

    private static IEnumerable<KeyValuePair<string, double>> Metrics(string json) =>
        JsonNode
            .Parse(json)!
            .AsObject()
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.GetValue<double>()))
            .OrderBy(m => m.Key, StringComparer.Ordinal);
}
