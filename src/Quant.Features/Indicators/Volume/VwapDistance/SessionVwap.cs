using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volume.VwapDistance;

/// <summary>
/// Volume-weighted mean of typical prices since the session's first bar; NaN until something was traded in it. Sums are
/// of differences from the session's first typical price, so the price level costs no digits.
/// </summary>
public struct SessionVwap()
{
    private int _day = int.MinValue;
    private double _anchor = 0;
    private double _weighted = 0;
    private double _volume = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Update(SessionRangeVolume input)
    {
        var typical = (input.High + input.Low + input.Close) / 3;
        if (input.Day != _day)
        {
            (_day, _anchor, _weighted, _volume) = (input.Day, typical, 0, 0);
        }
        _weighted += (typical - _anchor) * input.Volume;
        _volume += input.Volume;
        return _anchor + _weighted / _volume;
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _day);
        state.Exchange(ref _anchor);
        state.Exchange(ref _weighted);
        state.Exchange(ref _volume);
    }
}
