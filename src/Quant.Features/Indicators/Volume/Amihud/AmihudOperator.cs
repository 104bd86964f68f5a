using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volume.Amihud;

/// <summary>Mean absolute return per unit of turnover over the last <c>period</c> bars with turnover.</summary>
public struct AmihudOperator(int period) : IOperator<CloseVolume, Scalar>
{
    private double _close = double.NaN;
    private double _value = double.NaN;
    private WindowMean _mean = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(CloseVolume input)
    {
        var impact = Math.Abs(input.Close / _close - 1) / (input.Close * input.Volume);
        _close = input.Close;
        if (input.Volume > 0)
        {
            _value = _mean.Update(impact);
        }
        return _value;
    }

    public readonly int Warmup(int output) => _mean.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _close);
        state.Exchange(ref _value);
        _mean.Exchange(state);
    }
}
