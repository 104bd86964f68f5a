using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Regimes.VolatilityQuantile;

internal static class VolatilityQuantileCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "volatilityQuantile",
            Title = "Volatility quantile",
            Group = IndicatorGroup.Volatility,
            Description = "Whether the market is calm or wild compared with its own recent past.",
            Formula =
                "σ = standard deviation (divisor n - 1) of the last window log returns; "
                + "bucket = ⌊buckets × share of the lookback values of σ before this one that are less⌋.",
            Parameters =
            [
                ParameterDefinition.Integer("window", 20, 2, 5_000, "Returns that a volatility is taken of."),
                ParameterDefinition.Integer("lookback", 250, 10, 20_000, "Earlier volatilities it is ranked among."),
                ParameterDefinition.Integer("buckets", 3, 2, 10, "Number of regimes, of equal share over time."),
            ],
            Outputs = [new("value", Unit.Label, "0 (calmest) to buckets - 1 (wildest); 0 where prices stand still.")],
            Create = p =>
                Operator.Of<VolatilityQuantileOperator, Sample, Scalar>(
                    new(p.Int("window"), p.Int("lookback"), p.Int("buckets"))
                ),
        };
}
