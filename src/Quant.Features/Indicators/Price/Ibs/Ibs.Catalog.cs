using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.Ibs;

internal static class IbsCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "ibs",
            Title = "Internal bar strength",
            Group = IndicatorGroup.Price,
            Description = "Whether the bar closed near its low (0) or its high (1).",
            Formula = "(close - low) / (high - low).",
            Outputs = [new("value", Unit.Index, "0 to 1; 0.5 for a bar without range.")],
            Create = _ => Operator.Of<IbsOperator, HighLowClose, Scalar>(new()),
        };
}
