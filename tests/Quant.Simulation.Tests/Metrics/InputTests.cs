using Quant.Simulation.Batch;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;
using Quant.Specs;

namespace Quant.Simulation.Tests.Metrics;

public sealed class InputTests
{
    private static readonly SimulationInput s_sound = new Scenario().Bar(100, 1).Bar(100).Bar(100).Input();

    [Fact]
    public void Bad_input_is_refused_by_name_in_both_runs()
    {
        Refused("predictions", () => new SimulationInput(s_sound.Bars, [1], 252));
        Refused("barsPerYear", () => new SimulationInput(s_sound.Bars, [1, 1, 1], 0));
        Refused("start", () => Ranged(3, 3));
        Refused("start", () => Ranged(-1, 3));
        Refused("end", () => Ranged(0, 4));
        Refused("end", () => Ranged(2, 3));
        Refused("momentBlocks", () => new SimulationInput(s_sound.Bars, [1, 1, 1], 252) { MomentBlocks = 0 });
        Refused("predictions[1]", () => new SimulationInput(s_sound.Bars, [1, double.PositiveInfinity, 1], 252));
        Refused("bars[2]", () => new Scenario().Bar(1).Bar(1).Bar(0).Input());
        Refused("bars[1]", () => new Scenario().Bar(1).Bar(10, 9, 8, 8).Bar(1).Input());
        Refused("bars[1]", () => new Scenario().Bar(1).Bar(10, 10, double.NaN, 10).Bar(1).Input());
    }

    [Fact]
    public void A_column_of_another_length_is_refused()
    {
        var input = new Scenario().Bar(1, 1).Bar(1).Column("vix", 1).Input();
        var rules = Scenario.Free with { Gates = [new RegimeGate("vix", [1])] };
        Assert.Equal("gates[0].column", Assert.Throws<BadInputException>(() => Simulator.Run(input, rules)).Field);
    }

    private static SimulationInput Ranged(int start, int end) =>
        new(s_sound.Bars, s_sound.Predictions, 252) { Start = start, End = end };

    private static void Refused(string field, Func<SimulationInput> input)
    {
        Assert.Equal(field, Assert.Throws<BadInputException>(() => Simulator.Run(input(), Scenario.Free)).Field);
        Assert.Equal(field, Assert.Throws<BadInputException>(() => new BatchSimulator(input())).Field);
    }
}
