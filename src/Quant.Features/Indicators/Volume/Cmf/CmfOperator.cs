using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volume.Cmf;

/// <summary>Volume-weighted mean place of the close in its bar, -1 to 1.</summary>
public struct CmfOperator(int period) : IOperator<RangeVolume, Scalar>
{
    private WindowMean _flow = new(period);
    private WindowMean _volume = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(RangeVolume input)
    {
        var range = input.High - input.Low;
        var place = range == 0 ? 0 : (2 * input.Close - input.High - input.Low) / range;
        return _flow.Update(place * input.Volume) / _volume.Update(input.Volume);
    }

    public readonly int Warmup(int output) => _flow.Length - 1;

    public void Exchange(OperatorState state)
    {
        _flow.Exchange(state);
        _volume.Exchange(state);
    }
}
