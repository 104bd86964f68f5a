using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Price.Lag;

/// <summary>The value <c>period</c> bars ago.</summary>
public struct LagOperator(int period) : IOperator<Sample, Scalar>
{
    private DelayLine _past = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => _past.Update(input.Value);

    public readonly int Warmup(int output) => _past.Length;

    public void Exchange(OperatorState state) => _past.Exchange(state);
}
