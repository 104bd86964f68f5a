using System.Runtime.CompilerServices;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>
/// Mean of the last <c>length</c> values. Nothing is ever subtracted from a running sum, so nothing drifts: the stream
/// is cut into blocks of the window's length, and a window is the tail of one block plus the head of the next. Sums
/// are taken of differences from the last value of the block before (which lies in the window), so a constant window
/// has exactly its value as mean, and price levels far from zero cost no digits.
/// </summary>
/// <remarks>
/// NaN until the window is full, and for just as long as a NaN lies in it. Blocks are counted from the first value
/// the window saw: a run that starts elsewhere may differ in the last bits. Block tails as in van Herk (1992), "A fast
/// algorithm for local minimum and maximum filters".
/// </remarks>
public struct WindowMean
{
    // Below _position: values of the block being filled. From _position on: sums of the tails of the block before.
    private readonly double[] _slots;
    private readonly double _share;
    private int _position;
    private double _anchor;
    private double _head;

    public WindowMean(int length)
    {
        _share = 1.0 / length;
        _slots = new double[length + 1];
        Array.Fill(_slots, double.NaN);
    }

    public readonly int Length => _slots.Length - 1;

    /// <summary>Takes in a value and returns the mean of the last <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Update(double value)
    {
        var slots = _slots;
        var length = slots.Length - 1;
        var position = _position;
        slots[position] = value;
        position++;
        var sum = _head + (value - _anchor);
        _head = sum;
        sum += slots[position];
        if (position == length)
        {
            sum = CloseBlock(slots);
            _anchor = value;
            _head = 0;
            position = 0;
        }
        _position = position;
        return Math.FusedMultiplyAdd(sum, _share, _anchor);
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_slots);
        state.Exchange(ref _position);
        state.Exchange(ref _anchor);
        state.Exchange(ref _head);
    }

    /// <summary>Turns a full block of values into sums of its tails, and returns the sum of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double CloseBlock(double[] slots)
    {
        var anchor = slots[^2];
        var sum = 0.0;
        for (var i = slots.Length - 2; i >= 0; i--)
        {
            sum += slots[i] - anchor;
            slots[i] = sum;
        }
        return sum;
    }
}
