using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>
/// Highest high and lowest low of the last <c>length</c> bars in a constant number of steps per bar, without a branch
/// that depends on the prices: van Herk (1992), "A fast algorithm for local minimum and maximum filters".
/// </summary>
public struct WindowExtremes
{
    private static readonly Vector128<double> s_none = Vector128.Create(double.NegativeInfinity);

    // Pairs (highest, -lowest) of tails of the block before; below _position those of the open block's bars.
    private readonly double[] _slots;
    private readonly int _end;
    private int _position;
    private Vector128<double> _head;

    public WindowExtremes(int length)
    {
        _end = 2 * length;
        _slots = new double[_end + 2];
        _head = s_none;
        Array.Fill(_slots, double.NaN);
    }

    public readonly int Length => _end / 2;

    /// <summary>Takes in a bar's range; NaN until the window is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Extremes Update(double high, double low)
    {
        var slots = _slots;
        var position = _position;
        var bar = Vector128.Create(high, -low);
        bar.CopyTo(slots, position);
        position += 2;
        _head = Vector128.MaxNative(_head, bar);
        var extremes = Vector128.MaxNative(_head, Vector128.Create(slots, position));
        if (position == _end)
        {
            extremes = _head;
            CloseBlock(slots);
            _head = s_none;
            position = 0;
        }
        _position = position;
        return new Extremes(extremes.ToScalar(), -extremes.GetElement(1));
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_slots);
        state.Exchange(ref _position);
        state.Exchange(ref _head);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CloseBlock(double[] slots)
    {
        var tail = s_none;
        for (var i = slots.Length - 4; i >= 0; i -= 2)
        {
            tail = Vector128.MaxNative(tail, Vector128.Create(slots, i));
            tail.CopyTo(slots, i);
        }
    }
}
