using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.DayOfMonth;

/// <summary>Day of the month of the session, 1 to 31.</summary>
public struct DayOfMonthOperator() : IOperator<SessionTime, Scalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(SessionTime input) => SessionDate.Of(input.Day).Day;

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
