using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.Keltner;

internal static class KeltnerCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "keltner",
            Title = "Keltner channel",
            Group = IndicatorGroup.Volatility,
            Description = "The span prices usually keep to, from the usual move of a bar.",
            Formula =
                "ema(close, period) ± multiplier × atr(atrPeriod, wilder). Keltner (1960), in the form of Raschke.",
            Parameters =
            [
                ParameterDefinition.Integer("period", 20, 1, 10_000, "Span of the average, bars."),
                ParameterDefinition.Integer("atrPeriod", 10, 1, 5_000, "Bars of the smoothing of true range."),
                ParameterDefinition.Number("multiplier", 2, 0.1, 20, "Half the span, in average true ranges."),
            ],
            Outputs =
            [
                new("upper", Unit.Level, "Upper band."),
                new("middle", Unit.Level, "The average."),
                new("lower", Unit.Level, "Lower band."),
            ],
            Create = p =>
                Operator.Of<KeltnerOperator, HighLowClose, KeltnerValues>(
                    new(p.Int("period"), p.Int("atrPeriod"), p.Number("multiplier"))
                ),
        };
}
