using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Trend.EmaDistance;

/// <summary>Value over its exponential average, minus 1.</summary>
public struct EmaDistanceOperator(int period) : IOperator<Sample, Scalar>
{
    private ExponentialAverage _average = ExponentialAverage.OfSpan(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => input.Value / _average.Update(input.Value) - 1;

    public readonly int Warmup(int output) => _average.Length - 1;

    public void Exchange(OperatorState state) => _average.Exchange(state);
}
