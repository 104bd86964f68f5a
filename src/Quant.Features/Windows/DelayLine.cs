using System.Runtime.CompilerServices;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>Returns each value <c>length</c> steps after it came in; NaN before.</summary>
public struct DelayLine
{
    private readonly double[] _values;
    private int _position;

    public DelayLine(int length)
    {
        _values = new double[length];
        Array.Fill(_values, double.NaN);
    }

    public readonly int Length => _values.Length;

    /// <summary>The last <see cref="Length"/> values taken in, in the order of their places; NaN where there are none yet.</summary>
    public readonly ReadOnlySpan<double> Values => _values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Update(double value)
    {
        var values = _values;
        var position = _position;
        var delayed = values[position];
        values[position] = value;
        position++;
        _position = position == values.Length ? 0 : position;
        return delayed;
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_values);
        state.Exchange(ref _position);
    }
}
