using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.BarRange;

/// <summary>Range of the bar over its close.</summary>
public struct BarRangeOperator() : IOperator<HighLowClose, Scalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLowClose input) => (input.High - input.Low) / input.Close;

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
