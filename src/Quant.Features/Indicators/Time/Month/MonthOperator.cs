using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.Month;

/// <summary>Month of the session, 1 to 12.</summary>
public struct MonthOperator() : IOperator<SessionTime, Scalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(SessionTime input) => SessionDate.Of(input.Day).Month;

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
