using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volume.Obv;

/// <summary>Running sum of volume, added on a rise of the close and taken off on a fall; 0 at the first bar.</summary>
public struct ObvOperator() : IOperator<CloseVolume, Scalar>
{
    private double _close = double.NaN;
    private double _sum = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(CloseVolume input)
    {
        _sum +=
            input.Close > _close ? input.Volume
            : input.Close < _close ? -input.Volume
            : 0;
        _close = input.Close;
        return _sum;
    }

    public readonly int Warmup(int output) => 0;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _close);
        state.Exchange(ref _sum);
    }
}
