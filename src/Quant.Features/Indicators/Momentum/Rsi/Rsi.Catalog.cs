using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Momentum.Rsi;

internal static class RsiCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "rsi",
            Title = "Relative strength index",
            Group = IndicatorGroup.Momentum,
            Description = "Whether recent changes were mostly gains (towards 100) or losses (towards 0).",
            Formula =
                "100 × g / (g + l), g and l the smoothed gains and losses. "
                + "Wilder (1978), \"New Concepts in Technical Trading Systems\".",
            Parameters = [ParameterDefinition.Integer("period", 14, 1, 5_000, "Bars of the smoothing.")],
            Outputs = [new("value", Unit.Index, "0 to 100; 50 where nothing changed.")],
            Create = p => Operator.Of<RsiOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
