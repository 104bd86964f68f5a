using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Time.TimeOfDay;

/// <summary>Time of day at which the bar starts, by the exchange's clock.</summary>
public struct TimeOfDayOperator() : IOperator<SessionTime, TimeOfDayValues>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TimeOfDayValues Update(SessionTime input)
    {
        var (sine, cosine) = Math.SinCos(2 * Math.PI * input.Minute / 1440);
        return new TimeOfDayValues(input.Minute, sine, cosine);
    }

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
