using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Trend.EmaDistance;

internal static class EmaDistanceCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "ema_distance",
            Title = "Distance from the exponential moving average",
            Group = IndicatorGroup.Trend,
            Description = "How far the price stands from its recent level.",
            Formula = "x / ema(period) - 1.",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Span of the average, bars.")],
            Outputs = [new("value", Unit.Fraction, "Distance as a fraction of the average; NaN where that is 0.")],
            Create = p => Operator.Of<EmaDistanceOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
