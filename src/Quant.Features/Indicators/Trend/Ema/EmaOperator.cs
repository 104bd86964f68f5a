using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Trend.Ema;

/// <summary>Exponential average with weight 2 / (period + 1), started with the mean of the first period values.</summary>
public struct EmaOperator(int period) : IOperator<Sample, Scalar>
{
    private ExponentialAverage _average = ExponentialAverage.OfSpan(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => _average.Update(input.Value);

    public readonly int Warmup(int output) => _average.Length - 1;

    public void Exchange(OperatorState state) => _average.Exchange(state);
}
