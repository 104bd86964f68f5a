using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.BarRange;

internal static class BarRangeCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "bar_range",
            Title = "Bar range",
            Group = IndicatorGroup.Price,
            Description = "How far the price moved within the bar.",
            Formula = "(high - low) / close.",
            Outputs = [new("value", Unit.Fraction, "At least 0.")],
            Create = _ => Operator.Of<BarRangeOperator, HighLowClose, Scalar>(new()),
        };
}
