using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.Gap;

internal static class GapCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "gap",
            Title = "Gap",
            Group = IndicatorGroup.Price,
            Description = "Jump from the last close to this bar's open.",
            Formula = "open / close[1 bar ago] - 1.",
            Outputs = [new("value", Unit.Fraction, "The jump.")],
            Create = _ => Operator.Of<GapOperator, OpenClose, Scalar>(new()),
        };
}
