using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Momentum.Momentum;

/// <summary>Difference from the value <c>period</c> bars ago.</summary>
public struct MomentumOperator(int period) : IOperator<Sample, Scalar>
{
    private DelayLine _past = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => input.Value - _past.Update(input.Value);

    public readonly int Warmup(int output) => _past.Length;

    public void Exchange(OperatorState state) => _past.Exchange(state);
}
