using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Momentum.Stochastic;

internal static class StochasticCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "stochastic",
            Title = "Stochastic oscillator",
            Group = IndicatorGroup.Momentum,
            Description = "Where the close stands between the lowest low (0) and the highest high (100) of late.",
            Formula =
                "k = sma of 100 (close - lowest low) / (highest high - lowest low); d = sma of k. "
                + "Lane (1984), \"Lane's Stochastics\".",
            Parameters =
            [
                ParameterDefinition.Integer("period", 14, 1, 5_000, "Bars of the range."),
                ParameterDefinition.Integer("smoothK", 3, 1, 500, "Bars averaged to k; 1 for the fast oscillator."),
                ParameterDefinition.Integer("smoothD", 3, 1, 500, "Bars of k averaged to d."),
            ],
            Outputs =
            [
                new("k", Unit.Index, "0 to 100; a bar counts as 50 where the range is zero."),
                new("d", Unit.Index, "Average of k."),
            ],
            Create = p =>
                Operator.Of<StochasticOperator, HighLowClose, StochasticValues>(
                    new(p.Int("period"), p.Int("smoothK"), p.Int("smoothD"))
                ),
        };
}
