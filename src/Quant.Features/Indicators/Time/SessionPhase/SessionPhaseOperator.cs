using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.SessionPhase;

/// <summary>Where in the session the bar starts.</summary>
public struct SessionPhaseOperator() : IOperator<SessionTime, SessionPhaseValues>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SessionPhaseValues Update(SessionTime input)
    {
        if (input.Opening == SessionTime.None)
        {
            return new SessionPhaseValues(double.NaN, double.NaN, 0);
        }
        return new SessionPhaseValues(
            input.Minute - input.Opening,
            input.Closing - input.Minute,
            input.Minute >= input.Opening && input.Minute < input.Closing ? 1 : 0
        );
    }

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
