using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.DayOfWeek;

/// <summary>Day of the week of the session, Monday 0 to Sunday 6.</summary>
public struct DayOfWeekOperator() : IOperator<SessionTime, Scalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(SessionTime input) => ((input.Day + 3) % 7 + 7) % 7;

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
