using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.Ibs;

/// <summary>Place of the close in its bar, 0 (low) to 1 (high); 0.5 for a bar without range.</summary>
public struct IbsOperator() : IOperator<HighLowClose, Scalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLowClose input)
    {
        var range = input.High - input.Low;
        return range == 0 ? 0.5 : (input.Close - input.Low) / range;
    }

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
