using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Context.PriceRatio;

internal static class PriceRatioCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "price_ratio",
            Title = "Price ratio",
            Group = IndicatorGroup.Context,
            Description = "Price in terms of the context symbol.",
            Formula = "x / close of the context.",
            Outputs = [new("value", Unit.Ratio, "NaN where the context is unknown.")],
            Create = _ => Operator.Of<PriceRatioOperator, Pair, Scalar>(new()),
        };
}
