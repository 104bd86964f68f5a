using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volume.VolumeSma;

/// <summary>Mean volume of the last <c>period</c> bars.</summary>
public struct VolumeSmaOperator(int period) : IOperator<Traded, Scalar>
{
    private WindowMean _mean = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Traded input) => _mean.Update(input.Volume);

    public readonly int Warmup(int output) => _mean.Length - 1;

    public void Exchange(OperatorState state) => _mean.Exchange(state);
}
