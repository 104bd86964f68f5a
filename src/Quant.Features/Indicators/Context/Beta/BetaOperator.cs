using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Context.Beta;

/// <summary>Slope of one-bar returns on those of the context symbol over the last <c>period</c> bars.</summary>
public struct BetaOperator(int period) : IOperator<Pair, Scalar>
{
    private double _value = double.NaN;
    private double _context = double.NaN;
    private WindowPair _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Pair input)
    {
        var own = input.Value / _value - 1;
        var other = input.Context / _context - 1;
        (_value, _context) = (input.Value, input.Context);
        var joint = _window.Update(other, own);
        return joint.XY / joint.XX;
    }

    public readonly int Warmup(int output) => _window.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _value);
        state.Exchange(ref _context);
        _window.Exchange(state);
    }
}
