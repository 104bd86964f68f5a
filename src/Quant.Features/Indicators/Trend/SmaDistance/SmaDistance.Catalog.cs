using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Trend.SmaDistance;

internal static class SmaDistanceCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "sma_distance",
            Title = "Distance from the simple moving average",
            Group = IndicatorGroup.Trend,
            Description = "How far the price stands from its average level.",
            Formula = "x / sma(period) - 1.",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars averaged.")],
            Outputs = [new("value", Unit.Fraction, "Distance as a fraction of the average; NaN where that is 0.")],
            Create = p => Operator.Of<SmaDistanceOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
