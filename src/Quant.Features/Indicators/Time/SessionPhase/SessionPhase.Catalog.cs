using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.SessionPhase;

internal static class SessionPhaseCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "session_phase",
            Title = "Session phase",
            Group = IndicatorGroup.Time,
            Description =
                "Where in the session the bar starts; early closes are known in advance and taken into account.",
            Formula =
                "since_open = minute - opening; to_close = closing - minute; regular = 1 from opening to closing, else 0.",
            Outputs =
            [
                new("since_open", Unit.Minutes, "Negative before the regular opening; NaN on a day without session."),
                new("to_close", Unit.Minutes, "Negative after the regular close; NaN on a day without session."),
                new("regular", Unit.Label, "1 within regular hours, else 0."),
            ],
            Create = _ => Operator.Of<SessionPhaseOperator, SessionTime, SessionPhaseValues>(new()),
        };
}
