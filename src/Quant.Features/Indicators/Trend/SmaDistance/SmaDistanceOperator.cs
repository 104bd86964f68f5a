using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Trend.SmaDistance;

/// <summary>Value over the mean of the last <c>period</c> values, minus 1.</summary>
public struct SmaDistanceOperator(int period) : IOperator<Sample, Scalar>
{
    private WindowMean _mean = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => input.Value / _mean.Update(input.Value) - 1;

    public readonly int Warmup(int output) => _mean.Length - 1;

    public void Exchange(OperatorState state) => _mean.Exchange(state);
}
