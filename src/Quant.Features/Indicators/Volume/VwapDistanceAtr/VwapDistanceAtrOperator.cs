using System.Runtime.CompilerServices;
using Quant.Features.Indicators.Volatility.Atr;
using Quant.Features.Indicators.Volume.VwapDistance;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volume.VwapDistanceAtr;

/// <summary>Close minus the session VWAP, in average true ranges (plain mean).</summary>
public struct VwapDistanceAtrOperator(int period) : IOperator<SessionRangeVolume, Scalar>
{
    private SessionVwap _vwap = new();
    private SimpleAtrOperator _range = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(SessionRangeVolume input)
    {
        var vwap = _vwap.Update(input);
        return (input.Close - vwap) / _range.Update(new HighLowClose(input.High, input.Low, input.Close)).Value;
    }

    public readonly int Warmup(int output) => _range.Warmup(0);

    public void Exchange(OperatorState state)
    {
        _vwap.Exchange(state);
        _range.Exchange(state);
    }
}
