using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Trend.Adx;

/// <summary>
/// Directional movement over true range, both smoothed after Wilder, and the smoothed share by which one direction
/// prevails. 0 where nothing moved.
/// </summary>
public struct AdxOperator(int period) : IOperator<HighLowClose, AdxValues>
{
    private double _high = double.NaN;
    private double _low;
    private TrueRange _range = new();
    private ExponentialAverage _averageRange = ExponentialAverage.Wilder(period);
    private ExponentialAverage _plus = ExponentialAverage.Wilder(period);
    private ExponentialAverage _minus = ExponentialAverage.Wilder(period);
    private ExponentialAverage _adx = ExponentialAverage.Wilder(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AdxValues Update(HighLowClose input)
    {
        var up = double.MaxNative(0, input.High - _high);
        var down = double.MaxNative(0, _low - input.Low);
        var range = _range.Update(input.High, input.Low, input.Close);
        (_high, _low) = (input.High, input.Low);
        if (double.IsNaN(range))
        {
            return new AdxValues(double.NaN, double.NaN, double.NaN);
        }
        var average = _averageRange.Update(range);
        var plus = _plus.Update(Exceeding(up, down));
        var minus = _minus.Update(Exceeding(down, up));
        if (double.IsNaN(average))
        {
            return new AdxValues(double.NaN, double.NaN, double.NaN);
        }
        var moved = plus + minus;
        var adx = _adx.Update(moved > 0 ? 100 * Math.Abs(plus - minus) / moved : 0);
        return average > 0 ? new AdxValues(adx, 100 * plus / average, 100 * minus / average) : new AdxValues(adx, 0, 0);
    }

    public readonly int Warmup(int output) => output == 0 ? 2 * _adx.Length - 1 : _adx.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _high);
        state.Exchange(ref _low);
        _range.Exchange(state);
        _averageRange.Exchange(state);
        _plus.Exchange(state);
        _minus.Exchange(state);
        _adx.Exchange(state);
    }

    /// <summary>The first value where it is greater than the second, else 0; without a branch, which prices would defeat.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Exceeding(double value, double other)
    {
        var scalar = Vector128.CreateScalarUnsafe(value);
        return (Vector128.GreaterThan(scalar, Vector128.CreateScalarUnsafe(other)) & scalar).ToScalar();
    }
}
