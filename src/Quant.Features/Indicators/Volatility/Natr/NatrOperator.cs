using System.Runtime.CompilerServices;
using Quant.Features.Indicators.Volatility.Atr;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volatility.Natr;

/// <summary>True range smoothed after Wilder, over the close, in percent.</summary>
public struct NatrOperator(int period) : IOperator<HighLowClose, Scalar>
{
    private AtrOperator _range = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLowClose input) => 100 * _range.Update(input).Value / input.Close;

    public readonly int Warmup(int output) => _range.Warmup(0);

    public void Exchange(OperatorState state) => _range.Exchange(state);
}
