using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Context.RelativeStrengthZ;

internal static class RelativeStrengthZCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "relative_strength_z",
            Title = "Relative strength z-score",
            Group = IndicatorGroup.Context,
            Description = "How unusual the lead or lag behind the context symbol is.",
            Formula = "(e - mean) / σ of the last period e = r - c, one-bar returns, divisor n.",
            Parameters = [ParameterDefinition.Integer("period", 20, 2, 10_000, "Bars looked back over.")],
            Outputs =
            [
                new(
                    "value",
                    Unit.Deviations,
                    "NaN where the excess does not vary or the context is unknown within the window."
                ),
            ],
            Create = p => Operator.Of<RelativeStrengthZOperator, Pair, Scalar>(new(p.Int("period"))),
        };
}
