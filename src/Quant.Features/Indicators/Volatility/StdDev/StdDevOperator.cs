using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.StdDev;

/// <summary>Standard deviation (divisor n - 1) of the last <c>period</c> values; exactly 0 where they are all the same.</summary>
public struct StdDevOperator(int period) : IOperator<Sample, Scalar>
{
    private WindowMoments _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => _window.Update(input.Value).SampleDeviation;

    public readonly int Warmup(int output) => _window.Length - 1;

    public void Exchange(OperatorState state) => _window.Exchange(state);
}
