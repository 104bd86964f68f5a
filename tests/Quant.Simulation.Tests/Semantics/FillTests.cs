using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;
using Quant.Specs;

namespace Quant.Simulation.Tests.Semantics;

public sealed class FillTests
{
    [Fact]
    public void The_worked_example_of_the_documentation_comes_out()
    {
        var result = new Scenario()
            .Bar(100, 101, 99, 100, 0.6)
            .Bar(100, 103, 98, 102, 0.2)
            .Bar(102, 111, 94, 105, 0.7)
            .Bar(95, 99, 95, 98, -0.1)
            .Bar(97, 98, 96, 97)
            .Bar(97, 99, 96, 98, 0.9)
            .Run(Scenario.Free with { Stop = 0.05, Target = 0.10 });

        Assert.Equal([1000, 1020, 950, 980, 970, 970], result.Equity);
        Assert.Equal([0, 10, 0, 10, 0, 0], result.Position);
        Assert.Equal([-50.0, 20.0], result.Trades.Select(trade => trade.Profit));
        Assert.Equal([ExitReason.Stop, ExitReason.Signal], result.Trades.Select(trade => trade.Reason));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void An_order_fills_at_the_open_delay_bars_after_its_decision(int delay)
    {
        var scenario = new Scenario().Bar(100, 0.6);
        for (var i = 1; i < 8; i++)
        {
            scenario.Bar(100 + i, 0.6);
        }
        var trade = Assert.Single(scenario.Run(Scenario.Free with { DelayBars = delay }).Trades);
        Assert.Equal(delay, trade.EntryBar);
        Assert.Equal(100 + delay, trade.EntryPrice);
    }

    [Theory]
    [InlineData(PriceModel.Open, 100)]
    [InlineData(PriceModel.Close, 110)]
    [InlineData(PriceModel.Mid, 105)]
    [InlineData(PriceModel.Vwap, 103)]
    public void The_price_model_says_which_price_of_the_bar(PriceModel model, double expected)
    {
        var scenario = new Scenario { Vwap = [1, 103, 1] }
            .Bar(90, 0.6)
            .Bar(100, 112, 99, 110)
            .Bar(100);
        Assert.Equal(
            expected,
            Assert.Single(scenario.Run(Scenario.Free with { PriceModel = model }).Trades).EntryPrice
        );
    }

    [Fact]
    public void A_bar_without_vwap_fills_at_its_typical_price_and_a_series_without_any_is_refused()
    {
        var rules = Scenario.Free with { PriceModel = PriceModel.Vwap };
        var some = new Scenario { Vwap = [1, double.NaN, 1] }
            .Bar(90, 0.6)
            .Bar(100, 112, 97, 106)
            .Bar(100);
        Assert.Equal(105, Assert.Single(some.Run(rules).Trades).EntryPrice);

        var none = new Scenario().Bar(90, 0.6).Bar(100).Bar(100);
        Assert.Equal("priceModel", Assert.Throws<BadInputException>(() => none.Run(rules)).Field);
    }

    [Fact]
    public void Half_spread_and_slippage_go_against_the_trader_both_ways()
    {
        var result = new Scenario()
            .Bar(100, 0.6)
            .Bar(100, -1)
            .Bar(110)
            .Bar(110)
            .Run(Scenario.Free with { HalfSpreadBps = 60, SlippageBps = 40 });

        var trade = Assert.Single(result.Trades);
        Assert.Equal(101, trade.EntryPrice, 12);
        Assert.Equal(108.9, trade.ExitPrice, 12);
        Assert.Equal(1000 / 101.0, trade.Shares, 12);
        Assert.Equal(1000 / 101.0 * (1 + 1.1), trade.SlippageCost, 10);
        Assert.Equal(1000 / 101.0 * 108.9, result.Equity[^1], 10);
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 9, 1)]
    [InlineData(0, 0.5, 0, 0, 9, 4.5)]
    [InlineData(0, 0, 1, 0, 9, 9)]
    [InlineData(0.25, 0.25, 0.5, 0, 9, 0.25 + 2.25 + 4.5)]
    [InlineData(1, 0, 0, 30, 9, 30)]
    public void Commission_is_charged_on_both_fills(
        double perOrder,
        double perShare,
        double percent,
        double minimum,
        double shares,
        double each
    )
    {
        var result = new Scenario()
            .Bar(100, 0.6)
            .Bar(100, -1)
            .Bar(100)
            .Bar(100)
            .Run(
                Scenario.Free with
                {
                    CommissionPerOrder = perOrder,
                    CommissionPerShare = perShare,
                    CommissionPercent = percent,
                    CommissionMinimum = minimum,
                    WholeShares = true,
                }
            );
        var trade = Assert.Single(result.Trades);
        Assert.Equal(shares, trade.Shares);
        Assert.Equal(2 * each, trade.Fees, 10);
        Assert.Equal(-2 * each, trade.Profit, 10);
        Assert.Equal(1000 - 2 * each, result.Equity[^1], 10);
    }

    [Fact]
    public void The_account_cannot_spend_money_it_does_not_have_commission_included()
    {
        var rules = Scenario.Free with { CommissionPerOrder = 1, CommissionPercent = 1, CommissionMinimum = 5 };
        var trade = Assert.Single(new Scenario().Bar(100, 0.6).Bar(100).Bar(100).Run(rules).Trades);
        Assert.Equal(999 / 101.0, trade.Shares, 12);
        Assert.Equal(1000, trade.Shares * 100 + (1 + trade.Shares), 9);
    }

    [Fact]
    public void An_entry_the_money_does_not_reach_for_is_refused_and_counted()
    {
        var result = new Scenario()
            .Bar(2000, 0.6)
            .Bar(2000, 0.6)
            .Bar(900, 0.6)
            .Bar(900)
            .Run(Scenario.Free with { WholeShares = true });
        Assert.Equal(2, Assert.Single(result.Trades).EntryBar);
        Assert.Equal(1, result.Account["orders.refused"]);
    }

    [Theory]
    [InlineData(0.5, 1, 5)]
    [InlineData(3, 1, 10)]
    [InlineData(3, 2, 20)]
    [InlineData(1.5, 2, 15)]
    public void Size_is_a_fraction_of_equity_bounded_by_leverage(double fraction, double leverage, double shares)
    {
        var rules = Scenario.Free with { SizeFraction = fraction, Leverage = leverage };
        var trade = Assert.Single(new Scenario().Bar(100, 0.6).Bar(100).Bar(100).Run(rules).Trades);
        Assert.Equal(shares, trade.Shares, 12);
    }

    [Fact]
    public void Profits_are_put_to_work_in_the_next_trade()
    {
        var result = new Scenario().Bar(100, 1).Bar(100, -1).Bar(200, 1).Bar(100, 1).Bar(100).Run(Scenario.Free);
        Assert.Equal([10.0, 20.0], result.Trades.Select(trade => trade.Shares));
    }

    [Fact]
    public void Whole_shares_leave_the_rest_in_cash()
    {
        var result = new Scenario().Bar(300, 1).Bar(300).Bar(400).Run(Scenario.Free with { WholeShares = true });
        Assert.Equal(3, Assert.Single(result.Trades).Shares);
        Assert.Equal([1000, 1000, 1300], result.Equity);
    }

    [Fact]
    public void An_open_position_is_closed_at_the_last_close_and_says_so()
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100, 1)
            .Bar(100, 120, 100, 110, 1)
            .Run(Scenario.Free with { HalfSpreadBps = 100 });
        var trade = Assert.Single(result.Trades);
        Assert.Equal((2, ExitReason.EndOfData), (trade.ExitBar, trade.Reason));
        Assert.Equal(110 * 0.99, trade.ExitPrice, 12);
        Assert.Equal(1, result.Account["exits.endOfData"]);
        Assert.Equal(0, result.Position[^1]);
    }

    [Fact]
    public void An_order_whose_bar_lies_past_the_end_is_not_filled_but_counted()
    {
        var result = new Scenario().Bar(100).Bar(100, 1).Bar(100, 1).Run(Scenario.Free with { DelayBars = 2 });
        Assert.Empty(result.Trades);
        Assert.Equal(1, result.Account["orders.unfilled"]);
        Assert.Equal([1000, 1000, 1000], result.Equity);
    }

    [Fact]
    public void The_preset_of_the_replaced_system_fills_four_bars_later_at_the_midpoint_for_two_cents()
    {
        var scenario = new Scenario();
        for (var i = 0; i < 12; i++)
        {
            scenario.Bar(100 + i, 102 + i, 100 + i, 102 + i, i < 2 ? 0.0006 : 0.0004);
        }
        var trade = Assert.Single(scenario.Run(RulePresets.Original).Trades);
        Assert.Equal((4, 105.0, 95.0), (trade.EntryBar, trade.EntryPrice, trade.Shares));
        Assert.Equal((8, 109.0, 0.04), (trade.ExitBar, trade.ExitPrice, trade.Fees));
        Assert.Equal(95 * 4 - 0.04, trade.Profit, 9);
    }
}
