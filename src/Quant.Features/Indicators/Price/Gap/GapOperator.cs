using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.Gap;

/// <summary>Open over the close before, minus 1.</summary>
public struct GapOperator() : IOperator<OpenClose, Scalar>
{
    private double _close = double.NaN;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(OpenClose input)
    {
        var gap = input.Open / _close - 1;
        _close = input.Close;
        return gap;
    }

    public readonly int Warmup(int output) => 1;

    public void Exchange(OperatorState state) => state.Exchange(ref _close);
}
