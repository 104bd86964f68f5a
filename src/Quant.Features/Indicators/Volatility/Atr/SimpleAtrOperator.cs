using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.Atr;

/// <summary>Plain mean of the last true ranges.</summary>
public struct SimpleAtrOperator(int period) : IOperator<HighLowClose, Scalar>
{
    private TrueRange _range = new();
    private WindowMean _average = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLowClose input) => _average.Update(_range.Update(input.High, input.Low, input.Close));

    public readonly int Warmup(int output) => _average.Length;

    public void Exchange(OperatorState state)
    {
        _range.Exchange(state);
        _average.Exchange(state);
    }
}
