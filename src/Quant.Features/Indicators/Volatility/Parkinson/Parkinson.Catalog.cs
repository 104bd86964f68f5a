using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.Parkinson;

internal static class ParkinsonCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "parkinson",
            Title = "Parkinson volatility",
            Group = IndicatorGroup.Volatility,
            Description = "Volatility per bar from highs and lows, which tell more than closes.",
            Formula =
                "√(mean ln(high / low)² / (4 ln 2)). Parkinson (1980), \"The Extreme Value Method for Estimating the Variance of the Rate of Return\".",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Fraction, "Per bar, not annualised.")],
            Create = p => Operator.Of<ParkinsonOperator, HighLow, Scalar>(new(p.Int("period"))),
        };
}
