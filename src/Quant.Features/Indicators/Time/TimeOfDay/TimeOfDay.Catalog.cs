using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.TimeOfDay;

internal static class TimeOfDayCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "time_of_day",
            Title = "Time of day",
            Group = IndicatorGroup.Time,
            Description = "When the bar starts, by the exchange's clock.",
            Formula = "minute = minutes from midnight; sine and cosine of 2π minute / 1440.",
            Outputs =
            [
                new("minute", Unit.Minutes, "0 to 1439."),
                new("sine", Unit.Index, "-1 to 1."),
                new("cosine", Unit.Index, "-1 to 1."),
            ],
            Create = _ => Operator.Of<TimeOfDayOperator, SessionTime, TimeOfDayValues>(new()),
        };
}
