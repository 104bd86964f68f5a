using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;

namespace Quant.Simulation.Tests.Semantics;

public sealed class BorrowAndRuinTests
{
    [Fact]
    public void A_short_position_pays_borrow_for_calendar_time()
    {
        var rules = Scenario.Free with { Side = TradeSides.Short, BorrowRate = 0.365 };
        var result = new Scenario { DaysApart = 10 }
            .Bar(100, -1)
            .Bar(100, -1)
            .Bar(50, -1)
            .Bar(50)
            .Run(rules);
        var trade = Assert.Single(result.Trades);
        // 10 shares: ten days at 100, ten days at 50, a thousandth of the value a day.
        Assert.Equal(10 + 5, trade.BorrowCost, 10);
        Assert.Equal(500 - 15, trade.Profit, 10);
        Assert.Equal(1000 + 500 - 10, result.Equity[2], 10);
        Assert.Equal(1485, result.Equity[3], 10);
        Assert.Equal(15, result.Metrics.BorrowCost, 10);
    }

    [Fact]
    public void A_position_entered_and_left_in_one_bar_pays_no_borrow()
    {
        var rules = Scenario.Free with { Side = TradeSides.Short, BorrowRate = 1, Stop = 0.1 };
        var result = new Scenario().Bar(100, -1).Bar(100, 120, 100, 105).Bar(100).Run(rules);
        Assert.Equal(0, result.Trades[0].BorrowCost);
    }

    [Fact]
    public void Used_up_equity_closes_the_position_and_nothing_is_bought_with_it()
    {
        var rules = Scenario.Free with { Side = TradeSides.Short };
        var result = new Scenario().Bar(100, -1).Bar(100, -1).Bar(250, -1).Bar(50, -1).Bar(50, -1).Run(rules);
        var trade = Assert.Single(result.Trades);
        Assert.Equal((2, 250.0, ExitReason.Liquidation), (trade.ExitBar, trade.ExitPrice, trade.Reason));
        Assert.Equal([1000, 1000, -500, -500, -500], result.Equity);
        Assert.Equal((-1.5, -1.0, 1.5), (result.Metrics.TotalReturn, result.Metrics.Cagr, result.Metrics.MaxDrawdown));
        Assert.Equal(2, result.Account["orders.refused"]);
    }

    [Fact]
    public void Leverage_can_use_up_equity_on_the_long_side()
    {
        var rules = Scenario.Free with { SizeFraction = 4, Leverage = 4 };
        var result = new Scenario().Bar(100, 1).Bar(100, 1).Bar(70, 1).Bar(100).Run(rules);
        Assert.Equal((ExitReason.Liquidation, -1200.0), (result.Trades[0].Reason, result.Trades[0].Profit));
    }

    [Fact]
    public void An_unlevered_long_account_never_owes_money()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var rules = RandomMarket.Rules(random) with { Side = TradeSides.Long, Leverage = 1 };
            var result = Simulator.Run(RandomMarket.Input(seed), rules);
            foreach (var trade in result.Trades)
            {
                Assert.True(trade.Shares > 0);
                Assert.True(!rules.WholeShares || trade.Shares == Math.Floor(trade.Shares));
            }
            var profit = result.Trades.Sum(trade => trade.Profit);
            Assert.Equal(result.Equity[^1], rules.InitialCapital + profit, rules.InitialCapital * 1e-9);
            Assert.All(result.Equity, equity => Assert.True(equity > -rules.InitialCapital * 0.05, $"seed {seed}"));
        }
    }
}
