using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;
using Quant.Specs;

namespace Quant.Simulation.Tests.Semantics;

public sealed class GateTests
{
    private static readonly double s_unknown = double.NaN;

    [Fact]
    public void A_regime_gate_lets_entries_through_in_the_allowed_regimes_only()
    {
        var rules = Scenario.Free with { Gates = [new RegimeGate("vix", [2, 3])] };
        var result = Flat(1, 1, 1, 1, 1).Column("vix", s_unknown, 0, 3, 0, 0).Run(rules);
        Assert.Equal(3, Assert.Single(result.Trades).EntryBar);
        Assert.Equal(2, result.Account["blocked.regime.vix"]);
    }

    [Fact]
    public void A_gate_never_blocks_an_exit()
    {
        var rules = Scenario.Free with { Gates = [new RegimeGate("vix", [1])] };
        var result = Flat(1, 1, -1, -1, -1).Column("vix", 1, 0, 0, 0, 0).Run(rules);
        var trade = Assert.Single(result.Trades);
        Assert.Equal((3, ExitReason.Signal), (trade.ExitBar, trade.Reason));
    }

    [Fact]
    public void A_gate_blocks_the_entry_leg_of_a_reversal_but_not_its_exit_leg()
    {
        var rules = Scenario.Free with { Side = TradeSides.LongShort, Gates = [new RegimeGate("vix", [1])] };
        var result = Flat(1, -1, 0.1, 0.1).Column("vix", 1, 0, 0, 0).Run(rules);
        Assert.Equal(2, Assert.Single(result.Trades).ExitBar);
        Assert.Equal(1, result.Account["blocked.regime.vix"]);
    }

    [Fact]
    public void A_second_model_must_agree_with_at_least_the_least_probability()
    {
        var rules = Scenario.Free with { Confirmation = new Confirmation("second", 0.55) };
        var result = Flat(1, 1, 1, 1, 1).Column("second", 0.54, s_unknown, 0.55, 0, 0).Run(rules);
        Assert.Equal(3, Assert.Single(result.Trades).EntryBar);
        Assert.Equal(2, result.Account["blocked.confirmation"]);
    }

    [Fact]
    public void A_prediction_beyond_the_cut_off_is_not_believed()
    {
        var result = Flat(9, 3.1, 3, 1, 1).Run(Scenario.Free with { OutlierCutoff = 3 });
        Assert.Equal(3, Assert.Single(result.Trades).EntryBar);
        Assert.Equal(2, result.Account["blocked.outlier"]);
    }

    [Fact]
    public void The_threshold_follows_volatility_over_its_trailing_mean()
    {
        // Means of two: -, 1, 2, 2; thresholds 0.5 × v / mean: -, 0.5, 0.75, 0.25.
        var rules = Scenario.Free with
        {
            VolatilityScale = new VolatilityScale("vol", 2),
        };
        var result = Flat(0.7, 0.5, 0.7, 0.3, 0.3, 0.3).Column("vol", 1, 1, 3, 1, 1, 1).Run(rules);
        Assert.Equal(4, Assert.Single(result.Trades).EntryBar);
        Assert.Equal(2, result.Account["blocked.volatility"]);
    }

    [Fact]
    public void The_scaled_threshold_is_in_force_from_the_first_bar_with_a_whole_window()
    {
        var rules = Scenario.Free with { VolatilityScale = new VolatilityScale("vol", 3) };
        var result = Flat(0.7, 0.7, 0.7, 0.7, 0.7).Column("vol", 1, 1, 1, 1, 1).Run(rules);
        Assert.Equal(3, Assert.Single(result.Trades).EntryBar);
        Assert.Equal(2, result.Account["blocked.volatility"]);
    }

    [Fact]
    public void The_scaled_threshold_never_falls_below_the_exit_threshold()
    {
        var rules = Scenario.Free with { ExitThreshold = 0.4, VolatilityScale = new VolatilityScale("vol", 2) };
        Assert.Empty(Flat(0.3, 0.4, 0.4, 0.4).Column("vol", 9, 0.1, 0.1, 0.1).Run(rules).Trades);
    }

    [Fact]
    public void An_unknown_volatility_is_left_out_of_the_mean_and_blocks_its_own_bar()
    {
        // Mean of what is known among the last three: 4, 4, 3; thresholds 0.5 × 4 / 4, none, 0.5 × 2 / 3.
        var rules = Scenario.Free with
        {
            VolatilityScale = new VolatilityScale("vol", 3),
        };
        var column = new[] { 4, s_unknown, 4, s_unknown, 2, 2 };
        var result = Flat(0.1, 0.1, 0.5, 0.9, 0.34, 0.34).Column("vol", column).Run(rules);
        Assert.Equal(5, Assert.Single(result.Trades).EntryBar);
    }

    [Fact]
    public void A_volatility_below_zero_is_none_and_blocks_its_own_bar()
    {
        // Taken at its word it would put the threshold at -0.3, and a signal of -0.1 would buy.
        var rules = Scenario.Free with
        {
            Side = TradeSides.LongShort,
            SignalExit = false,
            VolatilityScale = new VolatilityScale("vol", 3),
        };
        var result = Flat(0, 0, -0.1, 0, 0).Column("vol", 4, 4, -3, 4, 4).Run(rules);
        Assert.Empty(result.Trades);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        var scenario = Flat(1, 1).Column("vix", 1, 1);
        var rules = Scenario.Free with { Confirmation = new Confirmation("bot") };
        var fault = Assert.Throws<BadInputException>(() => scenario.Run(rules));
        Assert.Equal("confirmation.column", fault.Field);
        Assert.Contains("vix", fault.Message, StringComparison.Ordinal);
    }

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
