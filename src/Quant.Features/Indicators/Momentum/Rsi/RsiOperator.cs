using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Momentum.Rsi;

/// <summary>Share of gains in all changes, both smoothed after Wilder, times 100; 50 where nothing changed.</summary>
public struct RsiOperator(int period) : IOperator<Sample, Scalar>
{
    private double _last = double.NaN;
    private ExponentialAverage _gain = ExponentialAverage.Wilder(period);
    private ExponentialAverage _loss = ExponentialAverage.Wilder(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input)
    {
        var change = input.Value - _last;
        _last = input.Value;
        if (double.IsNaN(change))
        {
            return double.NaN;
        }
        var gain = _gain.Update(double.MaxNative(0, change));
        var moved = gain + _loss.Update(double.MaxNative(0, -change));
        return moved == 0 ? 50 : 100 * gain / moved;
    }

    public readonly int Warmup(int output) => _gain.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _last);
        _gain.Exchange(state);
        _loss.Exchange(state);
    }
}
