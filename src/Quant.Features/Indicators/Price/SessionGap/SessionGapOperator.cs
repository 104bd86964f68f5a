using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Price.SessionGap;

/// <summary>Open of the session over the last close of the session before, minus 1; the same for all bars of a session.</summary>
public struct SessionGapOperator() : IOperator<SessionOpenClose, Scalar>
{
    private int _day = int.MinValue;
    private double _close = double.NaN;
    private double _gap = double.NaN;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(SessionOpenClose input)
    {
        if (input.Day != _day)
        {
            (_day, _gap) = (input.Day, input.Open / _close - 1);
        }
        _close = input.Close;
        return _gap;
    }

    public readonly int Warmup(int output) => 1;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _day);
        state.Exchange(ref _close);
        state.Exchange(ref _gap);
    }
}
