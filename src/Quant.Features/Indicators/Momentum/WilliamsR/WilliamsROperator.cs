using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Momentum.WilliamsR;

/// <summary>Place of the close below the highest high of the range, -100 to 0; -50 where the range is zero.</summary>
public struct WilliamsROperator(int period) : IOperator<HighLowClose, Scalar>
{
    private readonly int _period = period;
    private WindowExtremes _extremes = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLowClose input)
    {
        var (highest, lowest) = _extremes.Update(input.High, input.Low);
        var range = highest - lowest;
        return range == 0 ? -50 : -100 * (highest - input.Close) / range;
    }

    public readonly int Warmup(int output) => _period - 1;

    public void Exchange(OperatorState state) => _extremes.Exchange(state);
}
