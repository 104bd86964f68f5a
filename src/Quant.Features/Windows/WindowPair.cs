using System.Runtime.CompilerServices;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>
/// Squared deviations and their products over the last <c>length</c> pairs, by the block tails of
/// <see cref="WindowMean"/> and with the error bound of <see cref="WindowMoments"/>.
/// </summary>
public struct WindowPair
{
    // Groups (Σx, Σy, Σxx, Σxy, Σyy) of tails; below _position the first two hold a pair of the open block.
    private const int Width = 5;
    private readonly double[] _slots;
    private readonly double[] _head = new double[Width];
    private readonly int _length;
    private int _position;
    private double _anchorX;
    private double _anchorY;

    public WindowPair(int length)
    {
        _length = length;
        _slots = new double[Width * (length + 1)];
        Array.Fill(_slots, double.NaN);
    }

    public readonly int Length => _length;

    /// <summary>Takes in a pair; all NaN until the window is full and while a NaN lies in it.</summary>
    public JointMoments Update(double x, double y)
    {
        var at = Width * _position;
        _slots[at] = x;
        _slots[at + 1] = y;
        Add(_head, x - _anchorX, y - _anchorY);
        _position++;
        if (_position < _length)
        {
            return Centred(_head, _slots.AsSpan(at + Width, Width));
        }
        CloseBlock(x, y);
        return Centred(_head, _slots.AsSpan(0, Width));
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(_slots);
        state.Exchange(_head);
        state.Exchange(ref _position);
        state.Exchange(ref _anchorX);
        state.Exchange(ref _anchorY);
    }

    private static void Add(Span<double> sums, double x, double y)
    {
        sums[0] += x;
        sums[1] += y;
        sums[2] = Math.FusedMultiplyAdd(x, x, sums[2]);
        sums[3] = Math.FusedMultiplyAdd(x, y, sums[3]);
        sums[4] = Math.FusedMultiplyAdd(y, y, sums[4]);
    }

    private void CloseBlock(double anchorX, double anchorY)
    {
        (_anchorX, _anchorY, _position) = (anchorX, anchorY, 0);
        Span<double> tail = stackalloc double[Width];
        tail.Clear();
        for (var at = Width * (_length - 1); at >= 0; at -= Width)
        {
            Add(tail, _slots[at] - anchorX, _slots[at + 1] - anchorY);
            tail.CopyTo(_slots.AsSpan(at, Width));
        }
        Array.Clear(_head);
    }

    private readonly JointMoments Centred(ReadOnlySpan<double> head, ReadOnlySpan<double> tail)
    {
        var x = head[0] + tail[0];
        var y = head[1] + tail[1];
        return new JointMoments(
            double.MaxNative(0, head[2] + tail[2] - x * x / _length),
            head[3] + tail[3] - x * y / _length,
            double.MaxNative(0, head[4] + tail[4] - y * y / _length)
        );
    }
}
