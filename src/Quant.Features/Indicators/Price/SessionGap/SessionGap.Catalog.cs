using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.SessionGap;

internal static class SessionGapCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "session_gap",
            Title = "Session gap",
            Group = IndicatorGroup.Price,
            Description = "Jump from the last close of one session to the first open of the next.",
            Formula = "first open of the session / last close of the session before - 1, held through the session.",
            Outputs = [new("value", Unit.Fraction, "The jump; NaN throughout the first session.")],
            Create = _ => Operator.Of<SessionGapOperator, SessionOpenClose, Scalar>(new()),
        };
}
