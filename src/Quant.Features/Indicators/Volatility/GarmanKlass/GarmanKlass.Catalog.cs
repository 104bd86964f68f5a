using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.GarmanKlass;

internal static class GarmanKlassCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "garman_klass",
            Title = "Garman-Klass volatility",
            Group = IndicatorGroup.Volatility,
            Description = "Volatility per bar from all four prices.",
            Formula =
                "√ mean(ln(high / low)² / 2 - (2 ln 2 - 1) ln(close / open)²). Garman and Klass (1980), \"On the Estimation of Security Price Volatilities from Historical Data\".",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Fraction, "Per bar, not annualised; 0 where the mean is not positive.")],
            Create = p => Operator.Of<GarmanKlassOperator, Prices, Scalar>(new(p.Int("period"))),
        };
}
