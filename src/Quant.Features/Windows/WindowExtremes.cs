using System.Runtime.CompilerServices;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>
/// Highest high and lowest low of the last <c>length</c> bars in a constant number of steps per bar, without a branch
/// that depends on the prices: van Herk (1992), "A fast algorithm for local minimum and maximum filters".
/// </summary>
public struct WindowExtremes
{
    // Pairs (highest, lowest) of tails of the block before; below _position those of the open block's bars.
    private readonly double[] _slots;
    private readonly int _length;
    private int _position;
    private double _highest;
    private double _lowest;

    public WindowExtremes(int length)
    {
        _length = length;
        _slots = new double[2 * length + 2];
        Array.Fill(_slots, double.NaN);
        (_highest, _lowest) = (double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>Takes in a bar's range; NaN until the window is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Extremes Update(double high, double low)
    {
        var slots = _slots;
        var position = _position;
        slots[2 * position] = high;
        slots[2 * position + 1] = low;
        position++;
        _highest = double.MaxNative(_highest, high);
        _lowest = double.MinNative(_lowest, low);
        var highest = double.MaxNative(_highest, slots[2 * position]);
        var lowest = double.MinNative(_lowest, slots[2 * position + 1]);
        if (position == _length)
        {
            highest = _highest;
            lowest = _lowest;
            CloseBlock(slots);
            _highest = double.NegativeInfinity;
            _lowest = double.PositiveInfinity;
            position = 0;
        }
        _position = position;
        return new Extremes(highest, lowest);
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_slots);
        state.Exchange(ref _position);
        state.Exchange(ref _highest);
        state.Exchange(ref _lowest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CloseBlock(double[] slots)
    {
        for (var i = slots.Length - 6; i >= 0; i -= 2)
        {
            slots[i] = double.MaxNative(slots[i], slots[i + 2]);
            slots[i + 1] = double.MinNative(slots[i + 1], slots[i + 3]);
        }
    }
}
