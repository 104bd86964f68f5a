using Quant.Features.Frames;
using Quant.Learning.Training;
using Quant.MarketData.Bars;
using Quant.Simulation;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Search.Tests.Studies;

/// <summary>
/// Nothing can be earned on a random walk without costs: what a model and its backtest earn there, they know from the
/// future. The same features one bar too early show that the test would see it.
/// </summary>
public sealed class RandomWalkTests
{
    private const int Walks = 16;
    private const int Bars = 900;

    [Theory]
    [InlineData("ridge", 1, PriceModel.Open)]
    [InlineData("ridge", 2, PriceModel.Mid)]
    [InlineData("gradientBoosting", 1, PriceModel.Open)]
    [InlineData("gradientBoosting", 1, PriceModel.Close)]
    public void Nothing_is_earned_on_a_random_walk(string estimator, int delay, PriceModel price)
    {
        var honest = Enumerable
            .Range(0, Walks)
            .Select(seed => Earned(seed, estimator, delay, price, early: 0))
            .ToArray();
        Assert.InRange(Score(honest), -3.0, 3.0);

        var peeking = Enumerable
            .Range(0, Walks)
            .Select(seed => Earned(seed, estimator, delay, price, early: delay + 1));
        Assert.True(Score([.. peeking]) > 6, "features from the future should earn on any walk");
    }

    /// <summary>Mean over its standard error.</summary>
    private static double Score(double[] values)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return mean / Math.Sqrt(variance / values.Length);
    }

    /// <summary>Sharpe ratio per bar of trading the out-of-sample predictions, long and short, at no cost.</summary>
    private static double Earned(int seed, string estimator, int delay, PriceModel price, int early)
    {
        var bars = Walk(new Random(seed));
        var input = new TrainingInput(bars, Features(bars, early), WarmUp: 20);
        var trained = WalkForwardTrainer.Train(input, Spec(estimator, delay, price).Bind());
        var result = Simulator.Run(
            new SimulationInput(bars, trained.Predictions, 252)
            {
                Start = Array.FindIndex(trained.Predictions, value => !double.IsNaN(value)),
            },
            new SimulationRules
            {
                Side = TradeSides.LongShort,
                DelayBars = delay,
                PriceModel = price,
                HalfSpreadBps = 0,
                SlippageBps = 0,
            }
        );
        Assert.NotEmpty(result.Trades);
        return result.Metrics.Returns.Mean / result.Metrics.Returns.StandardDeviation;
    }

    private static TrainingSpec Spec(string estimator, int delay, PriceModel price) =>
        SpecJson.Read<TrainingSpec>(
            $$"""
            {
              "label": { "kind": "forwardReturn", "params": { "delay": {{delay}}, "price": "{{price.ToString().ToLowerInvariant()}}" } },
              "folds": { "kind": "expanding", "params": { "minTrainRows": 300, "folds": 4 } },
              "transforms": [{ "kind": "standardScaler" }],
              "estimator": { "kind": "{{estimator}}" }
            }
            """,
            "training"
        );

    /// <summary>Returns over the last bars, each known so many bars before it should be.</summary>
    private static FeatureFrame Features(BarSeries bars, int early)
    {
        double Return(int row, int period) =>
            row - period < 0 || row >= bars.Count ? double.NaN : Math.Log(bars.Close[row] / bars.Close[row - period]);
        int[] periods = [1, 2, 5];
        return new FeatureFrame(
            bars.Ts,
            [.. periods.Select(period => $"return_{period}")],
            [
                .. periods.Select(period =>
                    Enumerable.Range(0, bars.Count).Select(i => Return(i + early, period)).ToArray()
                ),
            ]
        );
    }

    private static BarSeries Walk(Random random)
    {
        var builder = new BarSeriesBuilder(Bars);
        var price = 100.0;
        for (var i = 0; i < Bars; i++)
        {
            var open = price * Step(random);
            price = open * Step(random);
            builder.Add(
                new Bar(i * UnixMicros.PerDay, open, Math.Max(open, price), Math.Min(open, price), price, 1000)
            );
        }
        return builder.Build(Symbol.Parse("WALK"), Interval.Day1);
    }

    /// <summary>Up and down by the same part with the same chance: the mean is 1.</summary>
    private static double Step(Random random) => 1 + (random.NextDouble() - 0.5) * 0.02;
}
