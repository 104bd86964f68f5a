using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Trend.Wma;

internal static class WmaCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "wma",
            Title = "Weighted moving average",
            Group = IndicatorGroup.Trend,
            Description = "Average level with weights that fall linearly with age.",
            Formula = "Σ w x / Σ w with w = period for the latest bar down to 1 for the oldest.",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars averaged.")],
            Outputs = [new("value", Unit.Level, "The average.")],
            Create = p => Operator.Of<WmaOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
