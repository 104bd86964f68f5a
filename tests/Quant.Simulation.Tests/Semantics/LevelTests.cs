using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;

namespace Quant.Simulation.Tests.Semantics;

/// <summary>Entry at 100 in bar 1, ten shares, unless said otherwise.</summary>
public sealed class LevelTests
{
    private static readonly SimulationRules s_both = Scenario.Free with { Stop = 0.05, Target = 0.10 };

    [Fact]
    public void A_stop_fills_at_its_level() => Left(s_both, (101, 104, 94, 103), 95, ExitReason.Stop);

    [Fact]
    public void A_target_fills_at_its_level() => Left(s_both, (101, 111, 96, 103), 110, ExitReason.Target);

    [Fact]
    public void A_level_is_touched_by_equality()
    {
        Left(s_both, (101, 104, 95, 103), 95, ExitReason.Stop);
        Left(s_both with { Target = 0.25 }, (101, 125, 96, 103), 125, ExitReason.Target);
    }

    [Fact]
    public void Of_stop_and_target_in_one_bar_the_stop_is_taken() =>
        Left(s_both, (101, 115, 90, 103), 95, ExitReason.Stop);

    [Fact]
    public void A_gap_through_the_stop_fills_at_the_open() => Left(s_both, (80, 120, 75, 90), 80, ExitReason.Stop);

    [Fact]
    public void A_gap_through_the_target_fills_at_the_open_before_the_low_can_be_met() =>
        Left(s_both, (120, 125, 90, 100), 120, ExitReason.Target);

    [Fact]
    public void Levels_are_checked_in_the_entry_bar_when_it_fills_at_its_open()
    {
        var result = new Scenario().Bar(100, 1).Bar(100, 104, 90, 92).Bar(92).Run(s_both);
        var trade = result.Trades[0];
        Assert.Equal((1, 1, 95.0), (trade.EntryBar, trade.ExitBar, trade.ExitPrice));
        Assert.Equal([1000, 950, 950], result.Equity);
    }

    [Theory]
    [InlineData(PriceModel.Close)]
    [InlineData(PriceModel.Mid)]
    public void Levels_are_checked_from_the_next_bar_when_the_entry_fills_later(PriceModel model)
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100, 150, 50, 100)
            .Bar(100, 150, 50, 100)
            .Run(s_both with { PriceModel = model });
        var trade = result.Trades[0];
        Assert.Equal((1, 2, 95.0, ExitReason.Stop), (trade.EntryBar, trade.ExitBar, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void An_exit_order_at_the_open_comes_before_the_levels_of_its_bar()
    {
        var result = new Scenario().Bar(100, 1).Bar(100, -1).Bar(99, 120, 80, 90).Bar(90).Run(s_both);
        Assert.Equal((99.0, ExitReason.Signal), (result.Trades[0].ExitPrice, result.Trades[0].Reason));
    }

    [Fact]
    public void An_exit_order_at_the_close_comes_after_the_levels_of_its_bar()
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100, -1)
            .Bar(99, 104, 80, 90)
            .Bar(90)
            .Run(s_both with { PriceModel = PriceModel.Close });
        Assert.Equal((95.0, ExitReason.Stop), (result.Trades[0].ExitPrice, result.Trades[0].Reason));
        Assert.Equal(1, result.Account["orders.dropped"]);
    }

    [Fact]
    public void Levels_start_from_the_price_paid_and_pay_spread_when_left()
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100)
            .Bar(100, 100, 90, 95)
            .Bar(95)
            .Run(s_both with { HalfSpreadBps = 100 });
        var trade = result.Trades[0];
        Assert.Equal(101, trade.EntryPrice, 12);
        Assert.Equal(101 * 0.95 * 0.99, trade.ExitPrice, 12);
    }

    [Fact]
    public void A_trailing_stop_follows_the_highs_of_the_bars_before()
    {
        var rules = Scenario.Free with { TrailingStop = 0.1 };
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100, 110, 95, 108)
            .Bar(108, 120, 100, 118)
            .Bar(118, 119, 107, 110)
            .Bar(110)
            .Run(rules);
        var trade = result.Trades[0];
        Assert.Equal((3, 108.0, ExitReason.Trailing), (trade.ExitBar, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void A_bars_own_high_does_not_raise_the_trailing_stop_it_is_checked_against()
    {
        var rules = Scenario.Free with { TrailingStop = 0.1 };
        var result = new Scenario().Bar(100, 1).Bar(100, 130, 91, 125).Bar(125).Run(rules);
        Assert.Equal(ExitReason.EndOfData, Assert.Single(result.Trades).Reason);
    }

    [Fact]
    public void Of_stop_and_trailing_stop_the_nearer_is_taken_and_named()
    {
        var rules = Scenario.Free with { Stop = 0.05, TrailingStop = 0.1 };
        var early = new Scenario().Bar(100, 1).Bar(100, 101, 94, 95).Bar(95).Run(rules).Trades[0];
        Assert.Equal((95.0, ExitReason.Stop), (early.ExitPrice, early.Reason));

        var late = new Scenario().Bar(100, 1).Bar(100, 120, 99, 119).Bar(119, 119, 100, 101).Bar(101).Run(rules).Trades[
            0
        ];
        Assert.Equal((108.0, ExitReason.Trailing), (late.ExitPrice, late.Reason));
    }

    [Theory]
    [InlineData(99, 106, 98, 100, 105, ExitReason.Stop)]
    [InlineData(99, 104, 89, 100, 90, ExitReason.Target)]
    [InlineData(99, 106, 89, 100, 105, ExitReason.Stop)]
    [InlineData(107, 108, 99, 100, 107, ExitReason.Stop)]
    [InlineData(85, 106, 84, 100, 85, ExitReason.Target)]
    public void A_short_position_has_its_levels_mirrored(
        double open,
        double high,
        double low,
        double close,
        double price,
        ExitReason reason
    )
    {
        var rules = s_both with { Side = TradeSides.Short };
        var trade = new Scenario().Bar(100, -1).Bar(100).Bar(open, high, low, close).Bar(close).Run(rules).Trades[0];
        Assert.Equal((2, price, reason), (trade.ExitBar, trade.ExitPrice, trade.Reason));
        Assert.Equal((100 - price) * 10, trade.Profit, 10);
    }

    [Fact]
    public void A_short_trailing_stop_follows_the_lows()
    {
        var rules = Scenario.Free with { Side = TradeSides.Short, TrailingStop = 0.1 };
        var result = new Scenario().Bar(100, -1).Bar(100, 100, 80, 82).Bar(82, 90, 81, 89).Bar(89).Run(rules);
        var trade = result.Trades[0];
        Assert.Equal((2, ExitReason.Trailing), (trade.ExitBar, trade.Reason));
        Assert.Equal(88, trade.ExitPrice, 12);
    }

    [Fact]
    public void Excursions_say_how_far_the_price_went_against_and_for_the_position()
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100, 104, 97, 101)
            .Bar(101, 108, 96, 103, -1)
            .Bar(103, 120, 50, 99)
            .Bar(99)
            .Run(Scenario.Free);
        Assert.Equal(0.04, result.Trades[0].Mae, 12);
        Assert.Equal(0.08, result.Trades[0].Mfe, 12);
    }

    private static void Left(
        SimulationRules rules,
        (double Open, double High, double Low, double Close) bar,
        double price,
        ExitReason reason
    )
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100, 104, 96, 101)
            .Bar(bar.Open, bar.High, bar.Low, bar.Close)
            .Bar(bar.Close)
            .Run(rules);
        var trade = result.Trades[0];
        Assert.Equal((1, 2, reason), (trade.EntryBar, trade.ExitBar, trade.Reason));
        Assert.Equal(price, trade.ExitPrice, 12);
        Assert.Equal((price - 100) * 10, trade.Profit, 10);
        Assert.Equal(1000 + (price - 100) * 10, result.Equity[2], 10);
    }
}
