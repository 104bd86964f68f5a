using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    private readonly int _end;
    private readonly double _share;
    private int _position;
    private double _anchor;
    private Vector128<double> _head;

    public WindowMoments(int length)
    {
        _end = 2 * length;
        _share = 1.0 / length;
        _slots = new double[_end + 2];
        Array.Fill(_slots, double.NaN);
    }

    public readonly int Length => _end / 2;

    /// <summary>Takes in a value; all NaN until the window is full and while a NaN lies in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Moments Update(double value)
    {
        var slots = _slots;
        var position = _position;
        slots[position] = value;
        position += 2;
        _head += WithSquare(value - _anchor);
        var sums = _head + Vector128.Create(slots, position);
        if (position == _end)
        {
            sums = CloseBlock(slots);
            _anchor = value;
            _head = Vector128<double>.Zero;
            position = 0;
        }
        _position = position;
        var sum = sums.ToScalar();
        var offset = sum * _share;
        return new Moments(_anchor + offset, double.MaxNative(0, sums.GetElement(1) - sum * offset), _share);
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_slots);
        state.Exchange(ref _position);
        state.Exchange(ref _anchor);
        state.Exchange(ref _head);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> WithSquare(double distance)
    {
        var both = Vector128.Create(distance);
        return both * Vector128.Create(1, distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> CloseBlock(double[] slots)
    {
        var anchor = slots[^4];
        var tail = Vector128<double>.Zero;
        for (var i = slots.Length - 4; i >= 0; i -= 2)
        {
            tail += WithSquare(slots[i] - anchor);
            tail.CopyTo(slots, i);
        }
        return tail;
    }
}
