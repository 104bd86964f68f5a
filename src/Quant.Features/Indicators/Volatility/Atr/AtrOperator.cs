using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.Atr;

/// <summary>True range smoothed after Wilder.</summary>
public struct AtrOperator(int period) : IOperator<HighLowClose, Scalar>
{
    private TrueRange _range = new();
    private ExponentialAverage _average = ExponentialAverage.Wilder(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLowClose input)
    {
        var range = _range.Update(input.High, input.Low, input.Close);
        return double.IsNaN(range) ? double.NaN : _average.Update(range);
    }

    public readonly int Warmup(int output) => _average.Length;

    public void Exchange(OperatorState state)
    {
        _range.Exchange(state);
        _average.Exchange(state);
    }
}
