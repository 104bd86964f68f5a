using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Context.VolPremium;

internal static class VolPremiumCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "vol_premium",
            Title = "Volatility risk premium",
            Group = IndicatorGroup.Context,
            Description =
                "What options cost above the volatility that came about; the context is an index such as VIX.",
            Formula = "context close - 100 × σ(ln returns) × √barsPerYear.",
            Parameters =
            [
                ParameterDefinition.Integer("period", 20, 2, 10_000, "Bars looked back over."),
                ParameterDefinition.Number(
                    "barsPerYear",
                    252,
                    1,
                    1_000_000,
                    "Bars in a year: 252 for daily bars, 98_280 for minutes of regular hours."
                ),
            ],
            Outputs = [new("value", Unit.Percent, "Volatility points a year; NaN where the context is unknown.")],
            Create = p => Operator.Of<VolPremiumOperator, Pair, Scalar>(new(p.Int("period"), p.Number("barsPerYear"))),
        };
}
