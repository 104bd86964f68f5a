using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.AtrRatio;

/// <summary>True range of the bar over the mean of the last <c>period</c> true ranges.</summary>
public struct AtrRatioOperator(int period) : IOperator<HighLowClose, Scalar>
{
    private TrueRange _range = new();
    private WindowMean _mean = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLowClose input)
    {
        var range = _range.Update(input.High, input.Low, input.Close);
        return range / _mean.Update(range);
    }

    public readonly int Warmup(int output) => _mean.Length;

    public void Exchange(OperatorState state)
    {
        _range.Exchange(state);
        _mean.Exchange(state);
    }
}
