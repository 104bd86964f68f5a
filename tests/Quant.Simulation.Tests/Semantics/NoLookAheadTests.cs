using Quant.MarketData.Bars;
using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Tests.Support;

namespace Quant.Simulation.Tests.Semantics;

public sealed class NoLookAheadTests
{
    [Fact]
    public void Cutting_the_future_off_changes_nothing_before_the_cut()
    {
        var compared = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var full = RandomMarket.Input(seed);
            if (full.Count < 5)
            {
                continue;
            }
            var rules = RandomMarket.Rules(random);
            var cut = random.Next(full.Start + 3, full.End);
            var whole = Simulator.Run(full, rules);
            var part = Simulator.Run(Cut(full, cut), rules);
            var shared = cut - full.Start - 1;
            Assert.Equal(whole.Equity.Take(shared), part.Equity.Take(shared));
            Assert.Equal(whole.Position.Take(shared), part.Position.Take(shared));
            var before = whole.Trades.TakeWhile(trade => trade.ExitBar < cut - 1).ToArray();
            Assert.Equal(before, part.Trades.Take(before.Length));
            foreach (var later in part.Trades.Skip(before.Length))
            {
                Assert.Equal(cut - 1, later.ExitBar);
                Assert.True(
                    later.Reason == ExitReason.EndOfData || whole.Trades.Contains(later),
                    $"seed {seed}: {later}"
                );
            }
            compared += before.Length;
        }
        Assert.True(compared > 1000, $"only {compared} trades compared");
    }

    [Fact]
    public void Changing_the_future_changes_nothing_before_it()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var input = RandomMarket.Input(seed);
            var rules = RandomMarket.Rules(random);
            var other = Cut(input, input.Bars.Count);
            var from = random.Next(input.Start, input.End);
            for (var i = from; i < input.Bars.Count; i++)
            {
                other.Predictions[i] = random.NextDouble() - 0.5;
                other.Bars.High[i] *= 2;
                other.Bars.Close[i] *= 1.5;
                other.Columns["regime"][i] = 1;
                other.Columns["turbulence"][i] *= 7;
            }
            for (var i = from; i < input.Bars.Count; i++)
            {
                other.Bars.High[i] = Math.Max(other.Bars.High[i], other.Bars.Close[i]);
            }
            var shared = from - input.Start;
            var expected = Simulator.Run(input, rules).Equity.Take(shared);
            Assert.Equal(expected, Simulator.Run(other, rules).Equity.Take(shared));
        }
    }

    private static SimulationInput Cut(SimulationInput input, int rows)
    {
        var bars = input.Bars.Slice(0, rows);
        return new SimulationInput(bars, [.. input.Predictions.Take(rows)], input.BarsPerYear)
        {
            Columns = input.Columns.ToDictionary(pair => pair.Key, pair => pair.Value.Take(rows).ToArray()),
            Start = input.Start,
            End = Math.Min(rows, input.End),
            MomentBlocks = input.MomentBlocks,
        };
    }
}
