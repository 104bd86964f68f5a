using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;

namespace Quant.Simulation.Tests.Metrics;

public sealed class MetricTests
{
    /// <summary>Equity 1000, 1000, 1100, 990, 990, 990, 1089, 1089: two trades, -10 and +99.</summary>
    private static readonly SimulationResult s_run = new Scenario()
        .Bar(100, 1)
        .Bar(100, 1)
        .Bar(110, -1)
        .Bar(99, 0.1)
        .Bar(99, 1)
        .Bar(99, 99, 99, 99, 1)
        .Bar(108.9, -1)
        .Bar(108.9)
        .Run(Scenario.Free);

    [Fact]
    public void Yearly_figures_are_made_with_the_bars_per_year_of_the_input()
    {
        var bars = RandomMarket.Input(11);
        SimulationMetrics Run(double barsPerYear) =>
            Simulator.Run(new SimulationInput(bars.Bars, bars.Predictions, barsPerYear), RulePresets.Default).Metrics;
        var (daily, hourly) = (Run(250), Run(1000));
        Assert.NotEqual(0, daily.Sharpe);
        Assert.Equal(2 * daily.Sharpe, hourly.Sharpe, 9);
        Assert.Equal(2 * daily.Sortino, hourly.Sortino, 9);
        Assert.Equal(2 * daily.AnnualVolatility, hourly.AnnualVolatility, 9);
        Assert.Equal(4 * daily.Turnover, hourly.Turnover, 6);
        Assert.Equal(daily.Sqn, hourly.Sqn);
    }

    [Fact]
    public void Returns_growth_and_drawdown_are_those_of_the_equity()
    {
        var m = s_run.Metrics;
        Assert.Equal([1000, 1000, 1100, 990, 990, 990, 1089, 1089], s_run.Equity.Select(e => Math.Round(e, 9)));
        Assert.Equal(0.089, m.TotalReturn, 12);
        Assert.Equal(Math.Pow(1.089, 252.0 / 7) - 1, m.Cagr, 9);
        Assert.Equal(0.1, m.MaxDrawdown, 12);
        Assert.Equal(0.1, s_run.Drawdown.Max(), 12);
        Assert.Equal(5, m.LongestDrawdownBars);
        Assert.Equal(m.Cagr / 0.1, m.Calmar, 6);
        Assert.Equal(1089, m.FinalEquity, 9);
        Assert.Equal(0.089, m.BuyAndHoldReturn, 12);
    }

    [Fact]
    public void Sharpe_sortino_and_moments_are_those_of_the_bar_returns()
    {
        double[] returns = [0, 0.1, -0.1, 0, 0, 0.1, 0];
        var mean = returns.Average();
        double Central(int power) => returns.Average(r => Math.Pow(r - mean, power));
        var deviation = Math.Sqrt(Central(2) * 7 / 6);
        var m = s_run.Metrics;
        Assert.Equal(7, m.Returns.Count);
        Assert.Equal(mean, m.Returns.Mean, 12);
        Assert.Equal(deviation, m.Returns.StandardDeviation, 12);
        Assert.Equal(Central(3) / Math.Pow(Central(2), 1.5), m.Returns.Skewness, 9);
        Assert.Equal(Central(4) / Math.Pow(Central(2), 2), m.Returns.Kurtosis, 9);
        Assert.Equal(mean / deviation * Math.Sqrt(252), m.Sharpe, 9);
        Assert.Equal(deviation * Math.Sqrt(252), m.AnnualVolatility, 9);
        Assert.Equal(mean / Math.Sqrt(0.01 / 7) * Math.Sqrt(252), m.Sortino, 9);
    }

    [Fact]
    public void Trade_statistics_are_those_of_the_trades()
    {
        var m = s_run.Metrics;
        Assert.Equal([-10.0, 99.0], s_run.Trades.Select(trade => Math.Round(trade.Profit, 9)));
        Assert.Equal((2, 0.5), (m.Trades, m.WinRate));
        Assert.Equal(9.9, m.ProfitFactor, 9);
        Assert.Equal(44.5, m.Expectancy, 9);
        Assert.Equal((99, 10), (Math.Round(m.AverageWin, 9), Math.Round(m.AverageLoss, 9)));
        double[] r = [-0.01, 0.1];
        var deviation = Math.Sqrt(2 * Math.Pow(0.055, 2));
        Assert.Equal(Math.Sqrt(2) * r.Average() / deviation, m.Sqn, 9);
        Assert.Equal(4.0 / 8, m.Exposure);
        Assert.Equal((1.99 + 2.1) * 252 / 7, m.Turnover, 9);
    }

    [Fact]
    public void Trades_are_counted_per_week_with_a_bar_from_monday_to_sunday()
    {
        // From Monday 2000-01-03 on, daily: entries on Tuesday, Friday and the next Tuesday; three weeks.
        var scenario = new Scenario();
        for (var i = 0; i < 15; i++)
        {
            scenario.Bar(100, i is 0 or 3 or 7 ? 1 : -1);
        }
        var m = scenario.Run(Scenario.Free).Metrics;
        Assert.Equal(3, m.Trades);
        Assert.Equal(1, m.TradesPerWeek);
        Assert.Equal(1, m.TradesPerWeekStd);
    }

    [Fact]
    public void What_is_not_defined_is_not_a_number()
    {
        var idle = new Scenario().Bar(100).Bar(110).Bar(120).Run(Scenario.Free).Metrics;
        double[] undefined =
        [
            idle.Sharpe,
            idle.Sortino,
            idle.Calmar,
            idle.WinRate,
            idle.ProfitFactor,
            idle.Expectancy,
            idle.AverageWin,
            idle.AverageLoss,
            idle.Sqn,
            idle.TradesPerWeekStd,
            idle.Returns.Skewness,
            idle.Returns.Kurtosis,
        ];
        Assert.All(undefined, value => Assert.True(double.IsNaN(value)));
        Assert.Equal((0, 0.0, 0.0, 0.0), (idle.Trades, idle.TotalReturn, idle.MaxDrawdown, idle.AnnualVolatility));
        Assert.DoesNotContain(MetricDefinition.Defined(idle), pair => pair.Key == "sharpe");

        var winner = new Scenario().Bar(100, 1).Bar(100, -1).Bar(120).Bar(120).Run(Scenario.Free).Metrics;
        Assert.True(double.IsNaN(winner.ProfitFactor));
        Assert.Equal(1, winner.WinRate);
    }

    [Fact]
    public void Trades_that_are_all_alike_have_no_system_quality_number()
    {
        var scenario = new Scenario();
        for (var i = 0; i < 9; i++)
        {
            scenario.Bar(100, 1).Bar(100, -1).Bar(110);
        }
        var metrics = scenario.Run(Scenario.Free).Metrics;
        Assert.Equal(9, metrics.Trades);
        Assert.True(double.IsNaN(metrics.Sqn));
    }

    [Fact]
    public void Every_number_of_the_metrics_is_declared_as_data()
    {
        var numbers = typeof(SimulationMetrics)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(double) || property.PropertyType == typeof(int))
            .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
        Assert.Equal(numbers.Order(), MetricDefinition.All.Select(metric => metric.Name).Order());
    }

    [Fact]
    public void Blocks_are_contiguous_and_add_up_to_the_whole()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var input = RandomMarket.Input(seed);
            var result = Simulator.Run(input, RandomMarket.Rules(new Random(seed)));
            var returns = new double[input.Count - 1];
            for (var i = 0; i < returns.Length; i++)
            {
                returns[i] = result.Equity[i] > 0 ? result.Equity[i + 1] / result.Equity[i] - 1 : 0;
            }
            var from = 0;
            foreach (var block in result.Metrics.Blocks)
            {
                var part = returns.AsSpan(from, block.Count).ToArray();
                Assert.Equal(part.Sum(), block.Sum, 1e-12);
                Assert.Equal(part.Sum(r => r * r), block.SumOfSquares, 1e-12);
                from += block.Count;
            }
            Assert.Equal(returns.Length, from);
            Assert.Equal(input.MomentBlocks, result.Metrics.Blocks.Length);
        }
    }

    [Fact]
    public void Buy_and_hold_buys_at_the_first_possible_fill_and_pays_the_same_costs()
    {
        var result = new Scenario()
            .Bar(100)
            .Bar(110)
            .Bar(200, 220, 190, 220)
            .Bar(300)
            .Run(
                Scenario.Free with
                {
                    DelayBars = 2,
                    HalfSpreadBps = 100,
                    CommissionPerOrder = 10,
                    WholeShares = true,
                }
            );
        // Four shares at 202 and ten in commission leave 182; sold at 297, ten in commission.
        Assert.Equal([1000, 1000, 182 + 880, 182 + 1188 - 10], result.BuyAndHold.Select(e => Math.Round(e, 9)));
        Assert.Equal(0.36, result.Metrics.BuyAndHoldReturn, 12);
    }

    [Fact]
    public void The_account_tells_every_step_in_words()
    {
        var text = s_run.Account.ToString();
        Assert.Contains(
            "8 bars of TEST 1d in, 2000-01-03T00:00:00Z to 2000-01-10T00:00:00Z.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("7 of them have a prediction.", text, StringComparison.Ordinal);
        Assert.Contains("4 orders, to fill one bar later: 2 entries and 2 exits", text, StringComparison.Ordinal);
        Assert.Contains("2 closed by the signal.", text, StringComparison.Ordinal);
        Assert.Contains("1000.00 became 1089.00.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_sample_runs_say_so()
    {
        var input = new Scenario().Bar(100, 1).Bar(100).Bar(100).Input();
        var labelled = new Inputs.SimulationInput(input.Bars, input.Predictions, 252) { InSample = true };
        var result = Simulator.Run(labelled, Scenario.Free);
        Assert.True(result.InSample);
        Assert.Contains("IN-SAMPLE", result.Account.ToString(), StringComparison.Ordinal);
    }
}
