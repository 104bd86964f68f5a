using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Context.RelativeStrengthZ;

/// <summary>Return in excess of the context symbol's, in standard deviations (divisor n) from its mean.</summary>
public struct RelativeStrengthZOperator(int period) : IOperator<Pair, Scalar>
{
    private double _value = double.NaN;
    private double _context = double.NaN;
    private WindowMoments _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Pair input)
    {
        var own = input.Value / _value - 1;
        var other = input.Context / _context - 1;
        (_value, _context) = (input.Value, input.Context);
        var excess = own - other;
        var moments = _window.Update(excess);
        return (excess - moments.Mean) / moments.PopulationDeviation;
    }

    public readonly int Warmup(int output) => _window.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _value);
        state.Exchange(ref _context);
        _window.Exchange(state);
    }
}
