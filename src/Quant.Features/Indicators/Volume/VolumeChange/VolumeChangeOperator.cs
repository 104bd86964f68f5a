using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volume.VolumeChange;

/// <summary>Volume over that of <c>period</c> bars ago, minus 1.</summary>
public struct VolumeChangeOperator(int period) : IOperator<Traded, Scalar>
{
    private DelayLine _past = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Traded input) => input.Volume / _past.Update(input.Volume) - 1;

    public readonly int Warmup(int output) => _past.Length;

    public void Exchange(OperatorState state) => _past.Exchange(state);
}
