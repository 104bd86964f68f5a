using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>The last <c>length</c> values in order of size: how many of them are less than a given one.</summary>
/// <remarks>A step costs a binary search and the move of up to <c>length</c> numbers.</remarks>
public struct SortedWindow(int length)
{
    private readonly double[] _sorted = new double[length];
    private DelayLine _arrivals = new(length);
    private int _count = 0;

    public readonly int Length => _sorted.Length;

    /// <summary>True when <see cref="Length"/> values have come in.</summary>
    public readonly bool Full => _count == _sorted.Length;

    /// <summary>Number of values in the window that are less than this one.</summary>
    public readonly int CountBelow(double value)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>Takes in a value, not NaN, in place of the oldest.</summary>
    public void Add(double value)
    {
        var oldest = _arrivals.Update(value);
        if (Full)
        {
            var gone = CountBelow(oldest);
            Array.Copy(_sorted, gone + 1, _sorted, gone, _count - gone - 1);
            _count--;
        }
        var place = CountBelow(value);
        Array.Copy(_sorted, place, _sorted, place + 1, _count - place);
        _sorted[place] = value;
        _count++;
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_sorted);
        _arrivals.Exchange(state);
        state.Exchange(ref _count);
    }
}
