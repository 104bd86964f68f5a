using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Grains.Simulation;

/// <summary>The features that rules look at.</summary>
internal static class RuleColumns
{
    public static IEnumerable<string> Of(SimulationRules? rules) => Named(rules).Select(named => named.Column);

    /// <summary>Every column must be a feature of the model.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="features">Names of the model's features.</param>
    /// <param name="path">Where the rules stand in the spec.</param>
    /// <exception cref="BadInputException">The first column that is none.</exception>
    public static void Check(SimulationRules rules, IReadOnlyList<string> features, string path)
    {
        foreach (var (field, column) in Named(rules))
        {
            if (!features.Contains(column))
            {
                throw new BadInputException(
                    $"{path}.{field}",
                    column,
                    $"a feature of the model: {string.Join(", ", features)}"
                );
            }
        }
    }

    private static IEnumerable<(string Field, string Column)> Named(SimulationRules? rules)
    {
        if (rules is null)
        {
            yield break;
        }
        for (var i = 0; i < rules.Gates.Count; i++)
        {
            yield return ($"gates[{i}].column", rules.Gates[i].Column);
        }
        if (rules.Confirmation is { } confirmation)
        {
            yield return ("confirmation.column", confirmation.Column);
        }
        if (rules.VolatilityScale is { } scale)
        {
            yield return ("volatilityScale.column", scale.Column);
        }
    }
}
