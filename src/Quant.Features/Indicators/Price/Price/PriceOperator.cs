using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.Price;

/// <summary>The value itself.</summary>
public struct PriceOperator() : IOperator<Sample, Scalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input) => input.Value;

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
