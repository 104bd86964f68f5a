using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volume.VwapDistance;

/// <summary>Close over the volume-weighted mean typical price since the session began, minus 1.</summary>
public struct VwapDistanceOperator() : IOperator<SessionRangeVolume, Scalar>
{
    private SessionVwap _vwap = new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(SessionRangeVolume input) => input.Close / _vwap.Update(input) - 1;

    public readonly int Warmup(int output) => 0;

    public void Exchange(OperatorState state) => _vwap.Exchange(state);
}
