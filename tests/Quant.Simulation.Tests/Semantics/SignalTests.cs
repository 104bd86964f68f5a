using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;

namespace Quant.Simulation.Tests.Semantics;

public sealed class SignalTests
{
    [Fact]
    public void A_signal_at_the_threshold_does_not_enter_and_one_at_the_exit_threshold_leaves()
    {
        var result = Flat(0.5, 0.5000001, 0.1, 0.0, 0.4, 0.4).Run(Scenario.Free);
        var trade = Assert.Single(result.Trades);
        Assert.Equal((2, 4, ExitReason.Signal), (trade.EntryBar, trade.ExitBar, trade.Reason));
    }

    [Fact]
    public void Between_the_thresholds_a_position_is_kept_and_none_is_opened()
    {
        Assert.Empty(Flat(0.3, 0.3, 0.3, 0.3).Run(Scenario.Free).Trades);
        var kept = Assert.Single(Flat(0.6, 0.3, 0.01, 0.3).Run(Scenario.Free).Trades);
        Assert.Equal(ExitReason.EndOfData, kept.Reason);
    }

    [Fact]
    public void Probabilities_are_read_from_their_centre()
    {
        var rules = Scenario.Free with { PredictionCenter = 0.5, EntryThreshold = 0.1, ExitThreshold = 0 };
        var trade = Assert.Single(Flat(0.55, 0.61, 0.52, 0.5, 0.52, 0.52).Run(rules).Trades);
        Assert.Equal((2, 4), (trade.EntryBar, trade.ExitBar));
    }

    [Fact]
    public void Short_mirrors_long()
    {
        var rules = Scenario.Free with { Side = TradeSides.Short };
        var result = new Scenario().Bar(100, -0.6).Bar(100, -0.1).Bar(90, 0).Bar(80, 0.9).Bar(70).Run(rules);
        var trade = Assert.Single(result.Trades);
        Assert.Equal((PositionSide.Short, 1, 3), (trade.Side, trade.EntryBar, trade.ExitBar));
        Assert.Equal(200, trade.Profit);
        Assert.Equal([1000, 1000, 1100, 1200, 1200], result.Equity);
        Assert.Equal([0, -10, -10, 0, 0], result.Position);
    }

    [Fact]
    public void A_reversal_leaves_and_enters_in_one_bar()
    {
        var rules = Scenario.Free with { Side = TradeSides.LongShort };
        var result = new Scenario().Bar(100, 1).Bar(100, -1).Bar(110, -1).Bar(100, 0.3).Bar(100).Run(rules);
        Assert.Equal([PositionSide.Long, PositionSide.Short], result.Trades.Select(trade => trade.Side));
        Assert.Equal([2, 2], [result.Trades[0].ExitBar, result.Trades[1].EntryBar]);
        Assert.Equal([100.0, 100.0], result.Trades.Select(trade => trade.Profit));
        Assert.Equal(1, result.Account["orders"] - 2);
    }

    [Fact]
    public void With_a_cooldown_a_reversal_only_leaves_and_waits()
    {
        var rules = Scenario.Free with { Side = TradeSides.LongShort, CooldownBars = 2 };
        var result = Flat(1, -1, -1, -1, -1, -1, -1).Run(rules);
        Assert.Equal(2, result.Trades[0].ExitBar);
        Assert.Equal(5, result.Trades[1].EntryBar);
        Assert.Equal(2, result.Account["blocked.cooldown"]);
    }

    [Fact]
    public void A_missing_prediction_neither_enters_nor_leaves()
    {
        var result = Flat(double.NaN, 1, double.NaN, double.NaN, -1, double.NaN).Run(Scenario.Free);
        var trade = Assert.Single(result.Trades);
        Assert.Equal((2, 5), (trade.EntryBar, trade.ExitBar));
        Assert.Equal(2, result.Account["predictions"]);
    }

    [Fact]
    public void A_missing_prediction_does_not_hold_back_a_stop()
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100)
            .Bar(100, 100, 80, 90)
            .Bar(90)
            .Run(Scenario.Free with { Stop = 0.1 });
        Assert.Equal((2, 90.0), (result.Trades[0].ExitBar, result.Trades[0].ExitPrice));
    }

    [Fact]
    public void An_order_once_placed_fills_though_the_signal_changes_its_mind()
    {
        var result = Flat(1, -1, -1, -1, -1, -1, -1, -1).Run(Scenario.Free with { DelayBars = 3 });
        var trade = Assert.Single(result.Trades);
        Assert.Equal((3, 6), (trade.EntryBar, trade.ExitBar));
    }

    [Fact]
    public void A_stop_drops_the_pending_exit_and_frees_the_next_decision()
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100, 1)
            .Bar(100, 1)
            .Bar(100, -1)
            .Bar(100, 100, 80, 85, 1)
            .Bar(85)
            .Bar(85)
            .Bar(85)
            .Run(Scenario.Free with { Stop = 0.1, DelayBars = 3 });
        Assert.Equal((3, 4, ExitReason.Stop), Where(result.Trades[0]));
        Assert.Equal(7, result.Trades[1].EntryBar);
        Assert.Equal(1, result.Account["orders.dropped"]);
    }

    [Fact]
    public void A_stop_leaves_the_entry_leg_of_a_pending_reversal_standing()
    {
        var result = new Scenario()
            .Bar(100, 1)
            .Bar(100)
            .Bar(100, -1)
            .Bar(100, 100, 80, 85, 1)
            .Bar(85, 1)
            .Bar(85)
            .Run(Scenario.Free with { Side = TradeSides.LongShort, Stop = 0.1, DelayBars = 2 });
        Assert.Equal((2, 3, ExitReason.Stop), Where(result.Trades[0]));
        Assert.Equal((PositionSide.Short, 4), (result.Trades[1].Side, result.Trades[1].EntryBar));
        Assert.Equal(2, result.Trades.Count);
    }

    [Fact]
    public void The_longest_holding_time_closes_whatever_the_delay()
    {
        var result = Flat(1, 1, 1, 1, 1, 1, 1, 1).Run(Scenario.Free with { MaxHoldBars = 3, DelayBars = 2 });
        Assert.Equal((2, 5, ExitReason.MaxHold), Where(result.Trades[0]));
        Assert.Equal(7, result.Trades[1].EntryBar);
    }

    [Fact]
    public void An_exit_order_due_with_the_longest_holding_time_is_a_signal_exit()
    {
        var result = Flat(1, 1, -1, -1, -1).Run(Scenario.Free with { MaxHoldBars = 2 });
        Assert.Equal((1, 3, ExitReason.Signal), Where(result.Trades[0]));
    }

    [Fact]
    public void Without_signal_exits_only_levels_and_time_close()
    {
        var result = Flat(1, -1, -1, -1, -1).Run(Scenario.Free with { SignalExit = false, MaxHoldBars = 3 });
        Assert.Equal((1, 4, ExitReason.MaxHold), Where(Assert.Single(result.Trades)));
    }

    private static (int, int, ExitReason) Where(Trade trade) => (trade.EntryBar, trade.ExitBar, trade.Reason);

    private static Scenario Flat(params double[] predictions)
    {
        var scenario = new Scenario();
        foreach (var prediction in predictions)
        {
            scenario.Bar(100, prediction);
        }
        return scenario;
    }
}
