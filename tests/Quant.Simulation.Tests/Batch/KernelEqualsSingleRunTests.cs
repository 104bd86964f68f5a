using System.Runtime.InteropServices;
using Quant.Simulation.Batch;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;

namespace Quant.Simulation.Tests.Batch;

public sealed class KernelEqualsSingleRunTests
{
    [Theory]
    [InlineData(1, 150)]
    [InlineData(1001, 150)]
    [InlineData(2001, 150)]
    public void Trades_and_metrics_are_those_of_the_single_run_to_the_bit(int firstSeed, int inputs)
    {
        var reasons = new HashSet<ExitReason>();
        for (var seed = firstSeed; seed < firstSeed + inputs; seed++)
        {
            var random = new Random(~seed);
            var input = RandomMarket.Input(seed);
            var rules = Enumerable.Range(0, 20).Select(_ => RandomMarket.Rules(random)).ToArray();
            var batch = new BatchSimulator(input).Run(rules, new BatchOptions { KeepTrades = true });
            for (var c = 0; c < rules.Length; c++)
            {
                var single = Simulator.Run(input, rules[c]);
                var about = $"seed {seed}, configuration {c}: {rules[c].ToCanonicalJson()}";
                Assert.True(single.Trades.SequenceEqual(batch[c].Trades!), about);
                Same(single.Metrics, batch[c].Metrics, about);
                reasons.UnionWith(single.Trades.Select(trade => trade.Reason));
            }
        }
        Assert.Equal(Enum.GetValues<ExitReason>().Length, reasons.Count);
    }

    [Theory]
    [InlineData(2, 40)]
    [InlineData(3, 40)]
    [InlineData(65, 40)]
    [InlineData(700, 40)]
    [InlineData(8193, 6)]
    [InlineData(20_000, 3)]
    public void Prices_on_levels_and_signals_on_thresholds_are_taken_the_same_way(int bars, int inputs)
    {
        var trades = 0;
        for (var seed = 0; seed < inputs; seed++)
        {
            var random = new Random(bars + seed);
            var input = TickMarket.Input(31 * bars + seed, bars);
            var rules = Enumerable.Range(0, 40).Select(_ => TickMarket.Rules(random)).ToArray();
            var batch = new BatchSimulator(input).Run(rules, new BatchOptions { KeepTrades = true });
            for (var c = 0; c < rules.Length; c++)
            {
                var single = Simulator.Run(input, rules[c]);
                var about = $"seed {seed}, configuration {c}: {rules[c].ToCanonicalJson()}";
                Assert.True(single.Trades.SequenceEqual(batch[c].Trades!), about);
                Same(single.Metrics, batch[c].Metrics, about);
                trades += single.Trades.Count;
            }
        }
        Assert.True(bars == 2 || trades > 0);
    }

    [Fact]
    public void Neither_threads_nor_the_rest_of_the_batch_change_a_bit()
    {
        var input = RandomMarket.Input(7);
        var random = new Random(7);
        var rules = Enumerable.Range(0, 200).Select(_ => RandomMarket.Rules(random)).ToArray();
        var simulator = new BatchSimulator(input);
        var together = simulator.Run(rules);
        var threaded = simulator.Run(rules, new BatchOptions { MaxThreads = 4, BitmapBytes = 1 });
        for (var c = 0; c < rules.Length; c++)
        {
            Same(together[c].Metrics, threaded[c].Metrics, $"{c} on threads");
            Same(together[c].Metrics, simulator.Run([rules[c]])[0].Metrics, $"{c} alone");
        }
    }

    [Fact]
    public void A_long_series_with_rare_signals_and_wide_levels_is_searched_block_by_block()
    {
        var random = new Random(3);
        var scenario = new Scenario();
        var price = 100.0;
        for (var i = 0; i < 20_000; i++)
        {
            var next = price * (1 + 0.001 * (random.NextDouble() - 0.5));
            scenario.Bar(
                price,
                Math.Max(price, next) * 1.0001,
                Math.Min(price, next) * 0.9999,
                next,
                random.Next(2000) == 0 ? random.Next(-1, 2) : 0.3
            );
            price = next;
        }
        var input = scenario.Input();
        var rules = new List<SimulationRules>();
        foreach (var side in Enum.GetValues<TradeSides>())
        {
            foreach (var level in new[] { 0, 0.005, 0.02 })
            {
                var plain = Scenario.Free with { Side = side, ExitThreshold = -0.5, Stop = level, Target = level };
                rules.AddRange([plain, plain with { TrailingStop = 0.01 }, plain with { SignalExit = false }]);
            }
        }
        var batch = new BatchSimulator(input).Run(rules, new BatchOptions { KeepTrades = true });
        for (var c = 0; c < rules.Count; c++)
        {
            var single = Simulator.Run(input, rules[c]);
            Assert.NotEmpty(single.Trades);
            Assert.Equal(single.Trades, batch[c].Trades!);
            Same(single.Metrics, batch[c].Metrics, rules[c].ToCanonicalJson());
        }
    }

    [Fact]
    public void A_configuration_that_cannot_be_used_is_named_by_its_index()
    {
        var simulator = new BatchSimulator(RandomMarket.Input(5));
        var gate = new RegimeGate("nowhere", [1]);
        var fault = Assert.Throws<Specs.BadInputException>(() =>
            simulator.Run([RulePresets.Default, RulePresets.Default with { Gates = [gate] }])
        );
        Assert.Equal("[1].gates[0].column", fault.Field);
        fault = Assert.Throws<Specs.BadInputException>(() => simulator.Run([RulePresets.Default with { Stop = -1 }]));
        Assert.Equal("[0].stop", fault.Field);
    }

    [Fact]
    public void A_cancelled_batch_ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            new BatchSimulator(RandomMarket.Input(5)).Run([RulePresets.Default], cancellation: source.Token)
        );
    }

    private static void Same(SimulationMetrics expected, SimulationMetrics actual, string about)
    {
        foreach (var metric in MetricDefinition.All)
        {
            var (a, b) = (metric.Value(expected), metric.Value(actual));
            Assert.True(Bits(a) == Bits(b), $"{metric.Name} {a:R} is not {b:R}; {about}");
        }
        Assert.True(expected.Returns.Equals(actual.Returns), $"moments; {about}");
        Assert.True(expected.Blocks.SequenceEqual(actual.Blocks), $"blocks; {about}");
    }

    private static long Bits(double value) => MemoryMarshal.Cast<double, long>([value])[0];
}
