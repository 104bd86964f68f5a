using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volume.IntradayIntensity;

/// <summary>Place of the close in its bar, -1 to 1, times volume; 0 for a bar without range.</summary>
public struct IntradayIntensityOperator() : IOperator<RangeVolume, Scalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(RangeVolume input)
    {
        var range = input.High - input.Low;
        return range == 0 ? 0 : (2 * input.Close - input.High - input.Low) / range * input.Volume;
    }

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
