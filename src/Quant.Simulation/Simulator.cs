using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Runs;
using Quant.Specs;

namespace Quant.Simulation;

/// <summary>Simulates one configuration bar by bar, with everything there is to know about it.</summary>
public static class Simulator
{
    /// <summary>Runs the rules over the input, as docs/simulation.md tells it. Same input, same bits.</summary>
    /// <exception cref="BadInputException">The rules or the input cannot be used; names the field.</exception>
    public static SimulationResult Run(SimulationInput input, SimulationRules rules)
    {
        var valid = rules.Validated();
        input.Validate();
        return new SingleRun(input, valid).Run();
    }
}
