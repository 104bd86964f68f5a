using System.Runtime.CompilerServices;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>
/// Mean and squared deviations of the last <c>length</c> values, by the block tails of <see cref="WindowMean"/>.
/// </summary>
/// <remarks>
/// The anchor a that is subtracted lies in the window, hence n (mean - a)² ≤ n Σ(x - mean)²: the sum of squares that
/// the variance is taken from is at most n + 1 times the result, whatever the level or the jumps of the series, so at
/// most log10(n + 1) digits are lost. A constant window has exactly zero deviation.
/// </remarks>
public struct WindowMoments
{
    // Pairs (sum, sum of squares) of tails; below _position the first of a pair holds a value of the open block.
    private readonly double[] _slots;
    private readonly int _length;
    private readonly double _share;
    private int _position;
    private double _anchor;
    private double _head;
    private double _headSquares;

    public WindowMoments(int length)
    {
        _length = length;
        _share = 1.0 / length;
        _slots = new double[2 * length + 2];
        Array.Fill(_slots, double.NaN);
    }

    public readonly int Length => _length;

    /// <summary>Takes in a value; all NaN until the window is full and while a NaN lies in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Moments Update(double value)
    {
        var slots = _slots;
        var position = _position;
        slots[2 * position] = value;
        position++;
        var distance = value - _anchor;
        var sum = _head + distance;
        var squares = Math.FusedMultiplyAdd(distance, distance, _headSquares);
        _head = sum;
        _headSquares = squares;
        sum += slots[2 * position];
        squares += slots[2 * position + 1];
        if (position == _length)
        {
            (sum, squares) = CloseBlock(slots);
            _anchor = value;
            _head = 0;
            _headSquares = 0;
            position = 0;
        }
        _position = position;
        var offset = sum * _share;
        return new Moments(_anchor + offset, double.MaxNative(0, squares - sum * offset), _share);
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_slots);
        state.Exchange(ref _position);
        state.Exchange(ref _anchor);
        state.Exchange(ref _head);
        state.Exchange(ref _headSquares);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Sum, double Squares) CloseBlock(double[] slots)
    {
        var anchor = slots[^4];
        var sum = 0.0;
        var squares = 0.0;
        for (var i = slots.Length - 4; i >= 0; i -= 2)
        {
            var distance = slots[i] - anchor;
            sum += distance;
            squares = Math.FusedMultiplyAdd(distance, distance, squares);
            slots[i] = sum;
            slots[i + 1] = squares;
        }
        return (sum, squares);
    }
}
