using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Trend.Ema;

internal static class EmaCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "ema",
            Title = "Exponential moving average",
            Group = IndicatorGroup.Trend,
            Description = "Average level that weighs recent bars more.",
            Formula = "e += 2 / (period + 1) × (x - e), started with the mean of the first period bars.",
            Parameters =
            [
                ParameterDefinition.Integer("period", 20, 1, 10_000, "Span in bars; the weight is 2 / (period + 1)."),
            ],
            Outputs = [new("value", Unit.Level, "The average.")],
            Create = p => Operator.Of<EmaOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
