using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volume.Mfi;

/// <summary>Share of turnover at rising typical prices in that of all changes, times 100; 50 where nothing changed.</summary>
public struct MfiOperator(int period) : IOperator<RangeVolume, Scalar>
{
    private double _typical = double.NaN;
    private WindowMean _up = new(period);
    private WindowMean _down = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(RangeVolume input)
    {
        var typical = (input.High + input.Low + input.Close) / 3;
        var change = typical - _typical;
        _typical = typical;
        if (double.IsNaN(change))
        {
            return double.NaN;
        }
        var flow = typical * input.Volume;
        var up = double.MaxNative(0, _up.Update(change > 0 ? flow : 0));
        var moved = up + double.MaxNative(0, _down.Update(change < 0 ? flow : 0));
        return moved == 0 ? 50 : 100 * up / moved;
    }

    public readonly int Warmup(int output) => _up.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _typical);
        _up.Exchange(state);
        _down.Exchange(state);
    }
}
