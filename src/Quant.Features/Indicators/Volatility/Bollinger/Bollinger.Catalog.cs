using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.Bollinger;

internal static class BollingerCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "bollinger",
            Title = "Bollinger bands",
            Group = IndicatorGroup.Volatility,
            Description = "The span prices usually keep to, and where the present one stands in it.",
            Formula =
                "sma ± deviations × σ (divisor n); position = (x - lower) / (upper - lower); "
                + "width = (upper - lower) / middle. Bollinger (2001), \"Bollinger on Bollinger Bands\".",
            Parameters =
            [
                ParameterDefinition.Integer("period", 20, 2, 10_000, "Bars averaged."),
                ParameterDefinition.Number("deviations", 2, 0.1, 10, "Half the span, in standard deviations."),
            ],
            Outputs =
            [
                new("upper", Unit.Level, "Upper band."),
                new("middle", Unit.Level, "The average."),
                new("lower", Unit.Level, "Lower band."),
                new("position", Unit.Ratio, "0 on the lower band, 1 on the upper; 0.5 where the bands meet."),
                new("width", Unit.Fraction, "Span as a fraction of the average; NaN where that is zero."),
            ],
            Create = p =>
                Operator.Of<BollingerOperator, Sample, BollingerValues>(new(p.Int("period"), p.Number("deviations"))),
        };
}
