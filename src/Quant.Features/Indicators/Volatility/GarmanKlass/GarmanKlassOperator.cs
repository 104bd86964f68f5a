using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.GarmanKlass;

/// <summary>Volatility per bar from all four prices of the last <c>period</c> bars.</summary>
public struct GarmanKlassOperator(int period) : IOperator<Prices, Scalar>
{
    private WindowMean _mean = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Prices input)
    {
        var range = Math.Log(input.High / input.Low);
        var move = Math.Log(input.Close / input.Open);
        var variance = _mean.Update(range * range / 2 - (2 * Math.Log(2) - 1) * move * move);
        return Math.Sqrt(double.MaxNative(0, variance));
    }

    public readonly int Warmup(int output) => _mean.Length - 1;

    public void Exchange(OperatorState state) => _mean.Exchange(state);
}
