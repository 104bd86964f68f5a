using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.Atr;

internal static class AtrCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "atr",
            Title = "Average true range",
            Group = IndicatorGroup.Volatility,
            Description = "How far a bar usually moves, gaps included.",
            Formula =
                "Mean of max(high, previous close) - min(low, previous close). "
                + "Wilder (1978), \"New Concepts in Technical Trading Systems\".",
            Parameters =
            [
                ParameterDefinition.Integer("period", 14, 1, 5_000, "Bars averaged."),
                ParameterDefinition.Choice(
                    "smoothing",
                    "wilder",
                    ["wilder", "simple"],
                    "Wilder's smoothing (weight 1 / period), or the plain mean of the last period bars."
                ),
            ],
            Outputs = [new("value", Unit.PriceDifference, "The average; 0 where prices stand still.")],
            Create = p =>
                p.Choice("smoothing") == "simple"
                    ? Operator.Of<SimpleAtrOperator, HighLowClose, Scalar>(new(p.Int("period")))
                    : Operator.Of<AtrOperator, HighLowClose, Scalar>(new(p.Int("period"))),
        };
}
