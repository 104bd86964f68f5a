using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Trend.Sma;

/// <summary>Mean of the last <c>period</c> values.</summary>
public struct SmaOperator(int period) : IOperator<Sample, Scalar>
{
    private WindowMean _mean = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => _mean.Update(input.Value);

    public readonly int Warmup(int output) => _mean.Length - 1;

    public void Exchange(OperatorState state) => _mean.Exchange(state);
}
