using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Context.PriceRatio;

/// <summary>Value over the close of the context symbol.</summary>
public struct PriceRatioOperator() : IOperator<Pair, Scalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Pair input) => input.Value / input.Context;

    public readonly int Warmup(int output) => 0;

    /// <summary>There is no state.</summary>
    public readonly void Exchange(OperatorState state) { }
}
