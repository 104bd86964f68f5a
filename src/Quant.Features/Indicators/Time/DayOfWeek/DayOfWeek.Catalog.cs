using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.DayOfWeek;

internal static class DayOfWeekCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "day_of_week",
            Title = "Day of the week",
            Group = IndicatorGroup.Time,
            Description = "Day of the week of the session.",
            Formula = "Monday 0 to Sunday 6.",
            Outputs = [new("value", Unit.Label, "0 to 6.")],
            Create = _ => Operator.Of<DayOfWeekOperator, SessionTime, Scalar>(new()),
        };
}
