using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Momentum.Roc;

/// <summary>Change over <c>period</c> bars in percent.</summary>
public struct RocOperator(int period) : IOperator<Sample, Scalar>
{
    private DelayLine _past = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => 100 * (input.Value / _past.Update(input.Value) - 1);

    public readonly int Warmup(int output) => _past.Length;

    public void Exchange(OperatorState state) => _past.Exchange(state);
}
