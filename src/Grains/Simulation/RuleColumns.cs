using Quant.Simulation.Rules;

namespace Quant.Grains.Simulation;

/// <summary>The features that rules look at.</summary>
internal static class RuleColumns
{
    public static IEnumerable<string> Of(SimulationRules? rules)
    {
        if (rules is null)
        {
            yield break;
        }
        foreach (var gate in rules.Gates)
        {
            yield return gate.Column;
        }
        if (rules.Confirmation is { } confirmation)
        {
            yield return confirmation.Column;
        }
        if (rules.VolatilityScale is { } scale)
        {
            yield return scale.Column;
        }
    }
}
