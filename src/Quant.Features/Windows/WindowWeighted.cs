using System.Runtime.CompilerServices;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>
/// Mean of the last <c>length</c> values with weights 1 (oldest) to <c>length</c> (latest), by the block tails of
/// <see cref="WindowMean"/>.
/// </summary>
public struct WindowWeighted
{
    // Pairs (Σ, weighted Σ) of tails, weights from 1; below _position the first of a pair holds a value.
    private readonly double[] _slots;
    private readonly int _length;
    private int _position;
    private double _anchor;
    private double _head;
    private double _headWeighted;

    public WindowWeighted(int length)
    {
        _length = length;
        _slots = new double[2 * length + 2];
        Array.Fill(_slots, double.NaN);
    }

    public readonly int Length => _length;

    /// <summary>Takes in a value; NaN until the window is full and while a NaN lies in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Update(double value)
    {
        var slots = _slots;
        slots[2 * _position] = value;
        _position++;
        var distance = value - _anchor;
        _head += distance;
        _headWeighted = Math.FusedMultiplyAdd(_position, distance, _headWeighted);
        var tail = slots[2 * _position + 1];
        var weighted = tail + _headWeighted + (_length - _position) * _head;
        if (_position == _length)
        {
            weighted = CloseBlock(slots);
            (_anchor, _head, _headWeighted, _position) = (value, 0, 0, 0);
        }
        return _anchor + weighted / (0.5 * _length * (_length + 1.0));
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_slots);
        state.Exchange(ref _position);
        state.Exchange(ref _anchor);
        state.Exchange(ref _head);
        state.Exchange(ref _headWeighted);
    }

    /// <summary>Each tail's weighted sum is that of the next shorter one, every weight raised by one, plus its own first value.</summary>
    private static double CloseBlock(double[] slots)
    {
        var anchor = slots[^4];
        var sum = 0.0;
        var weighted = 0.0;
        for (var i = slots.Length - 4; i >= 0; i -= 2)
        {
            sum += slots[i] - anchor;
            weighted += sum;
            slots[i] = sum;
            slots[i + 1] = weighted;
        }
        return weighted;
    }
}
