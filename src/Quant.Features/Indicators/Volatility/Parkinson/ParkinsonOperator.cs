using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.Parkinson;

/// <summary>Volatility per bar from the ranges of the last <c>period</c> bars.</summary>
public struct ParkinsonOperator(int period) : IOperator<HighLow, Scalar>
{
    private WindowMean _mean = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLow input)
    {
        var range = Math.Log(input.High / input.Low);
        return Math.Sqrt(double.MaxNative(0, _mean.Update(range * range)) / (4 * Math.Log(2)));
    }

    public readonly int Warmup(int output) => _mean.Length - 1;

    public void Exchange(OperatorState state) => _mean.Exchange(state);
}
