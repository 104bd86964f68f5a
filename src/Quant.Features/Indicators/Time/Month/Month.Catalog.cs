using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.Month;

internal static class MonthCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "month",
            Title = "Month",
            Group = IndicatorGroup.Time,
            Description = "Month of the session.",
            Formula = "January 1 to December 12.",
            Outputs = [new("value", Unit.Label, "1 to 12.")],
            Create = _ => Operator.Of<MonthOperator, SessionTime, Scalar>(new()),
        };
}
