using System.Runtime.CompilerServices;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>
/// Exponential average: the first value is the plain mean of the first <c>length</c> values, each later one moves by
/// <c>alpha × (value - average)</c>. A constant series has exactly its value as average.
/// </summary>
public struct ExponentialAverage
{
    private readonly double _alpha;
    private readonly int _length;
    private int _seen;
    private double _average;
    private double _first;

    private ExponentialAverage(int length, double alpha) => (_length, _alpha) = (length, alpha);

    /// <summary>Weight 2 / (length + 1), as in an EMA.</summary>
    public static ExponentialAverage OfSpan(int length) => new(length, 2.0 / (length + 1));

    /// <summary>Weight 1 / length: Wilder (1978), "New Concepts in Technical Trading Systems".</summary>
    public static ExponentialAverage Wilder(int length) => new(length, 1.0 / length);

    public readonly int Length => _length;

    /// <summary>Takes in a value; NaN for the first <c>length - 1</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Update(double value)
    {
        if (_seen >= _length)
        {
            return _average = Math.FusedMultiplyAdd(_alpha, value - _average, _average);
        }
        _first = _seen == 0 ? value : _first;
        _average += value - _first;
        _seen++;
        if (_seen < _length)
        {
            return double.NaN;
        }
        return _average = _first + _average / _length;
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _seen);
        state.Exchange(ref _average);
        state.Exchange(ref _first);
    }
}
