using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.DayOfMonth;

internal static class DayOfMonthCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "day_of_month",
            Title = "Day of the month",
            Group = IndicatorGroup.Time,
            Description = "Day of the month of the session.",
            Formula = "1 to 31.",
            Outputs = [new("value", Unit.Label, "1 to 31.")],
            Create = _ => Operator.Of<DayOfMonthOperator, SessionTime, Scalar>(new()),
        };
}
