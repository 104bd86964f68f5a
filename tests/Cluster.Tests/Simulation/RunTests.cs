using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Models;
using Quant.Lake.Manifest;
using Quant.Specs;

namespace Quant.Cluster.Tests.Simulation;

public sealed class RunTests
{
    private const string Rules = """
        {
          "side": "longShort", "entryThreshold": 0.0005, "stop": 0.03, "maxHoldBars": 10, "initialCapital": 10000,
          "gates": [{ "column": "regime_vol", "allowed": [0, 2] }]
        }
        """;

    [Fact]
    public async Task Equity_and_trades_in_the_lake_fit_the_metrics()
    {
        await using var factory = await TestFactory.StartAsync();
        var model = await TrainAsync(factory);

        var report = await factory.RunAsync(model.Fingerprint, Rules);

        var dataset = Dataset.Run(Fingerprint.Parse(report.Fingerprint));
        var equity = await factory.TableAsync(dataset, "equity");
        var trades = await factory.TableAsync(dataset, "trades");
        var profits = trades.Doubles("profit");
        Assert.Equal(model.FirstPrediction, equity.Timestamps()[0]);
        Assert.Equal(model.LastPrediction, equity.Timestamps()[^1]);
        Assert.Equal(report.Metrics["trades"], trades.Rows);
        Assert.True(trades.Rows > 10);
        Assert.Equal(report.Metrics["finalEquity"], equity.Doubles("equity")[^1]);
        Assert.Equal(report.Metrics["finalEquity"] / 10_000 - 1, report.Metrics["totalReturn"], 1e-12);
        Assert.Equal(report.Metrics["finalEquity"] - 10_000, profits.Sum(), 1e-6);
        Assert.Equal(report.Metrics["winRate"], profits.Count(p => p > 0) / (double)trades.Rows, 1e-12);
        Assert.Equal(report.Metrics["maxDrawdown"], Drawdown(equity.Doubles("equity")), 1e-12);
        Assert.Equal(report.Metrics["maxDrawdown"], equity.Doubles("drawdown").Max(Math.Abs), 1e-12);
        Assert.All(
            trades.Timestamps("entry_ts").Zip(trades.Timestamps("exit_ts")),
            t => Assert.True(t.First <= t.Second)
        );
        Assert.NotEmpty(report.Account);
        await factory.LakeMustBeWholeAsync();
    }

    /// <summary>The dataset of its features is shared with models over other bars, which may have been built last.</summary>
    [Fact]
    public async Task Rules_see_the_features_of_the_bars_the_model_was_trained_on()
    {
        const string later = """{ "maxHoldBars": 9, "gates": [{ "column": "regime_vol", "allowed": [0] }] }""";
        var bars = TestBars.Daily(700);
        var others = TestBars.Daily(700, seed: 2);
        await using var untouched = await TestFactory.StartAsync();
        await untouched.ImportAsync("ACME", bars);
        var expected = await untouched.RunAsync((await untouched.TrainAsync(TestSpecs.Model())).Fingerprint, later);

        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", bars);
        var model = await factory.TrainAsync(TestSpecs.Model());
        await factory.ImportAsync("ACME", others);
        var other = await factory.TrainAsync(TestSpecs.Model());
        await factory.ImportAsync("ACME", bars);
        var report = await factory.RunAsync(model.Fingerprint, later);

        Assert.NotEqual(model.Fingerprint, other.Fingerprint);
        Assert.Equal(expected.Fingerprint, report.Fingerprint);
        Assert.Equal(expected.Metrics, report.Metrics);
        Assert.Equal(expected.Account, report.Account);
    }

    [Fact]
    public async Task A_run_asked_for_again_or_at_once_is_kept_once_and_answered_the_same()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 3 });
        var model = await TrainAsync(factory);

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => factory.RunAsync(model.Fingerprint, Rules))
        );
        var again = await factory.RunAsync(model.Fingerprint, Rules);

        Assert.True(again.AlreadyDone);
        Assert.All(
            reports,
            report =>
            {
                Assert.Equal(again.Fingerprint, report.Fingerprint);
                Assert.Equal(again.Metrics, report.Metrics);
                Assert.Equal(again.Account, report.Account);
            }
        );
        Assert.Equal(1, (await factory.Catalog.Simulations.ListAsync()).Total);
        await factory.LakeMustBeWholeAsync();
    }

    [Fact]
    public async Task Bad_rules_columns_ranges_and_unknown_models_are_refused_by_name()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 2 });
        var model = await TrainAsync(factory);
        var key = model.Fingerprint;

        await Faults.RefusedAsync("stop", () => factory.RunAsync(key, """{ "stop": 2 }"""));
        var gate = """{ "gates": [{ "column": "moon", "allowed": [1] }] }""";
        var column = await Faults.RefusedAsync("rules.gates.column", () => factory.RunAsync(key, gate));
        Assert.Contains("regime_vol", column.Allowed, StringComparison.Ordinal);
        await Faults.RefusedAsync("blocks", () => factory.RunAsync(key, "{}", blocks: 7));
        await Faults.RefusedAsync("fromTs", () => factory.RunAsync(key, "{}", model.LastPrediction));
        await Faults.RefusedAsync("model", () => factory.RunAsync("nonsense", "{}"));
        var unknown = new string('b', 26);
        var fault = await Assert.ThrowsAsync<NotFoundException>(() => factory.RunAsync(unknown, "{}"));
        Assert.Contains(unknown, fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await factory.Catalog.Simulations.ListAsync()).Total);
    }

    [Fact]
    public async Task A_model_whose_bars_changed_since_is_told_before_anything_is_simulated()
    {
        using var root = new TestRoot();
        string key;
        await using (var before = await TestFactory.StartAsync(root: root))
        {
            key = (await TrainAsync(before)).Fingerprint;
            await before.ImportAsync("ACME", TestBars.Revised(TestBars.Daily(700), 300));
        }
        await using var factory = await TestFactory.StartAsync(root: root);

        var told = await Faults.RefusedAsync("model", () => factory.RunAsync(key, "{}"));

        Assert.Contains("changed since", told.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions_of_a_model_that_saw_later_bars_are_simulated_only_when_asked_and_called_in_sample()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(500));
        var spec = TestSpecs.Model(estimator: "ridge");
        spec["training"]!["folds"] = TestSpecs.Parse("""{ "kind": "purgedKFold", "params": { "folds": 4 } }""");
        var causal = await factory.TrainAsync(TestSpecs.Model(estimator: "ridge"));
        var peeking = await factory.TrainAsync(spec);

        await factory.RunAsync(causal.Fingerprint, "{}");
        await Faults.RefusedAsync("inSample", () => factory.RunAsync(peeking.Fingerprint, "{}"));
        await factory.RunAsync(peeking.Fingerprint, "{}", inSample: true);

        var runs = (await factory.Catalog.Simulations.ListAsync()).Rows;
        Assert.Equal(
            [(causal.Fingerprint, false), (peeking.Fingerprint, true)],
            runs.Select(r => (r.Model.ToString(), r.InSample)).OrderBy(r => r.InSample)
        );
    }

    private static async Task<ModelReport> TrainAsync(TestFactory factory)
    {
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        return await factory.TrainAsync(TestSpecs.Model());
    }

    private static double Drawdown(double[] equity)
    {
        var (peak, worst) = (10_000.0, 0.0);
        foreach (var value in equity)
        {
            peak = Math.Max(peak, value);
            worst = Math.Max(worst, 1 - value / peak);
        }
        return worst;
    }
}
