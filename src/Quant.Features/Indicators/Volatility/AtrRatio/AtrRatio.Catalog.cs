using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.AtrRatio;

internal static class AtrRatioCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "atr_ratio",
            Title = "True range ratio",
            Group = IndicatorGroup.Volatility,
            Description = "Whether this bar moved more (above 1) or less than bars usually do.",
            Formula = "true range / mean true range of the last period bars.",
            Parameters = [ParameterDefinition.Integer("period", 15, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Ratio, "1 is usual; NaN where prices stand still.")],
            Create = p => Operator.Of<AtrRatioOperator, HighLowClose, Scalar>(new(p.Int("period"))),
        };
}
