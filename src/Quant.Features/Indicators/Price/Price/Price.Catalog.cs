using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.Price;

internal static class PriceCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "price",
            Title = "Price",
            Group = IndicatorGroup.Price,
            Description = "The source column as it is; with a context symbol, that symbol's.",
            Formula = "x.",
            Outputs = [new("value", Unit.Level, "The value.")],
            Create = _ => Operator.Of<PriceOperator, Sample, Scalar>(new()),
        };
}
