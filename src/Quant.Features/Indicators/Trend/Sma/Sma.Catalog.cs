using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Trend.Sma;

internal static class SmaCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "sma",
            Title = "Simple moving average",
            Group = IndicatorGroup.Trend,
            Description = "Average level of the last bars.",
            Formula = "Σ x / period over the last period bars.",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars averaged.")],
            Outputs = [new("value", Unit.Level, "The average.")],
            Create = p => Operator.Of<SmaOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
