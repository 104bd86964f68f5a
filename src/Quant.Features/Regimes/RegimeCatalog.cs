using Quant.Features.Catalog;
using Quant.Features.Regimes.VolatilityQuantile;
using Quant.Specs;

namespace Quant.Features.Regimes;

/// <summary>
/// Methods that name the state of the market, by name: causal operators like all indicators, whose values are whole
/// numbers from 0.
/// </summary>
/// <remarks>
/// Only methods without a fit belong here. A method whose states are fitted (mixtures, hidden Markov models) sees a
/// sample of history and has to be fitted inside each training fold: it is a transform of Quant.Learning over feature
/// columns, not an operator.
/// </remarks>
public static class RegimeCatalog
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [VolatilityQuantileCatalog.Definition];

    /// <summary>The definition of a method.</summary>
    /// <exception cref="BadInputException">No such method; the message lists the nearest names.</exception>
    public static IndicatorDefinition Get(string name, string field = "method")
    {
        foreach (var definition in All)
        {
            if (definition.Name == name)
            {
                return definition;
            }
        }
        throw new BadInputException(
            field,
            name.Length == 0 ? null : name,
            NearestNames.Phrase(name, All.Select(d => d.Name))
        );
    }
}
