using Quant.Catalog.Series;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Models;
using Quant.Lake.Manifest;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Cluster.Tests.Causality;

/// <summary>
/// One factory knows the bars up to a moment, another all that came later. Whatever the one says of that time, the other
/// must say to the bit.
/// </summary>
public sealed class NoFutureTests
{
    private const int Known = 610;
    private const string Rules =
        """{ "side": "longShort", "entryThreshold": 0.0005, "stop": 0.02, "maxHoldBars": 8, "initialCapital": 10000 }""";

    [Theory, InlineData("gradientBoosting"), InlineData("ridge"), InlineData("randomForest")]
    public async Task Features_predictions_and_trades_up_to_a_moment_are_the_same_whatever_comes_after(string estimator)
    {
        var (bars, context) = (TestBars.Daily(900), TestBars.Daily(900, seed: 2));
        await using var then = await TestFactory.StartAsync();
        await using var now = await TestFactory.StartAsync();
        await ImportAsync(then, bars.Take(Known), context.Take(Known));
        await ImportAsync(now, bars, context);
        var spec = TestSpecs.Model(estimator: estimator);
        spec["features"] = TestSpecs.Features("OTHER");

        var (early, late) = (await then.TrainAsync(spec), await now.TrainAsync(spec));

        Assert.NotEqual(early.Fingerprint, late.Fingerprint);
        Assert.Equal(early.FirstPrediction, late.FirstPrediction);
        var (earlyFeatures, lateFeatures) = (await FeaturesAsync(then, spec), await FeaturesAsync(now, spec));
        Assert.Equal((Known, 900), (earlyFeatures.Rows, lateFeatures.Rows));
        Assert.Equal(earlyFeatures.Bits(Known), lateFeatures.Bits(Known));

        var (earlyPredictions, latePredictions) = (
            await PredictionsAsync(then, early),
            await PredictionsAsync(now, late)
        );
        Assert.Equal(Known, earlyPredictions.Rows);
        Assert.InRange(earlyPredictions.Doubles("prediction").Count(double.IsFinite), 200, Known);
        Assert.Equal(earlyPredictions.Bits(Known), latePredictions.Bits(Known));

        await SimulationsMustAgreeAsync(then, early, now, late, earlyPredictions.Timestamps()[^1] + 1);
    }

    /// <summary>
    /// Both accounts are run to the same end: the one because there are no later bars, the other because it is told to. What
    /// it could have known of later bars would show.
    /// </summary>
    private static async Task SimulationsMustAgreeAsync(
        TestFactory then,
        ModelReport early,
        TestFactory now,
        ModelReport late,
        long end
    )
    {
        var one = await then.RunAsync(early.Fingerprint, Rules, early.FirstPrediction, end);
        var two = await now.RunAsync(late.Fingerprint, Rules, early.FirstPrediction, end);

        Assert.True(one.Metrics["trades"] > 10);
        Assert.Equal(one.Metrics, two.Metrics);
        Assert.Equal(one.Account, two.Account);
        foreach (var part in new[] { "equity", "trades" })
        {
            var left = await then.TableAsync(Dataset.Run(Fingerprint.Parse(one.Fingerprint)), part);
            var right = await now.TableAsync(Dataset.Run(Fingerprint.Parse(two.Fingerprint)), part);
            Assert.Equal(left.Rows, right.Rows);
            Assert.Equal(left.Bits(left.Rows), right.Bits(left.Rows));
        }
        await AnOpenEndMustAgreeTooAsync(now, late, one, end);
    }

    /// <summary>Run on past that end, the account has been the same until the closing of open positions.</summary>
    private static async Task AnOpenEndMustAgreeTooAsync(
        TestFactory now,
        ModelReport late,
        Grains.Interfaces.Simulation.RunReport ended,
        long end
    )
    {
        var open = await now.RunAsync(late.Fingerprint, Rules);
        var run = Fingerprint.Parse(open.Fingerprint);
        var equity = await now.TableAsync(Dataset.Run(run), "equity");
        var endedEquity = await now.TableAsync(
            Dataset.Run(
                (await now.Catalog.Simulations.ListAsync(Fingerprint.Parse(late.Fingerprint)))
                    .Rows.Single(r => r.ToTs == end)
                    .Fingerprint
            ),
            "equity"
        );
        Assert.True(equity.Rows > endedEquity.Rows);
        Assert.Equal(endedEquity.Bits(endedEquity.Rows - 1), equity.Bits(endedEquity.Rows - 1));
        var trades = await now.TableAsync(Dataset.Run(run), "trades");
        var closed = trades.Timestamps("exit_ts").Count(ts => ts < equity.Timestamps()[endedEquity.Rows - 1]);
        Assert.InRange(closed, 10, (int)ended.Metrics["trades"]);
        Assert.True(open.Metrics["trades"] > ended.Metrics["trades"]);
    }

    private static async Task ImportAsync(TestFactory factory, IEnumerable<TestBar> bars, IEnumerable<TestBar> context)
    {
        await factory.ImportAsync("ACME", bars);
        await factory.ImportAsync("OTHER", context);
    }

    private static async Task<ColumnTable> FeaturesAsync(TestFactory factory, System.Text.Json.Nodes.JsonObject spec)
    {
        var report = await factory.BuildAsync("ACME", spec["features"]!.AsObject());
        Assert.Equal(0, report.PartitionsComputed);
        return await factory.TableAsync(Dataset.Features(Fingerprint.Parse(report.Dataset)), "ACME");
    }

    private static Task<ColumnTable> PredictionsAsync(TestFactory factory, ModelReport report) =>
        factory.TableAsync(PredictionTable.KeyOf(Fingerprint.Parse(report.Fingerprint), "ACME").Dataset, "ACME");
}
