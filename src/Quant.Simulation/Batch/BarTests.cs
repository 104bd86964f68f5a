using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Quant.Simulation.Batch;

/// <summary>A question asked of eight bars at a time; a struct, so that the loop around it is compiled for it.</summary>
internal interface IBarTest
{
    /// <summary>All bits of a lane set: yes. NaN must never be a yes.</summary>
    /// <param name="values">The values of eight bars.</param>
    /// <param name="i">Row of the first.</param>
    Vector512<double> Of(Vector512<double> values, int i);
}

/// <summary>Whether the signal is beyond the threshold on an allowed side, and not an outlier.</summary>
internal readonly struct SignalTest(double center, double threshold, double cutoff, bool longs, bool shorts) : IBarTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> values, int i) =>
        Beyond(values - Vector512.Create(center), Vector512.Create(threshold));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Beyond(Vector512<double> signal, Vector512<double> thresholds)
    {
        var above = Vector512.GreaterThan(signal, thresholds) & Lanes(longs);
        var below = Vector512.GreaterThan(-signal, thresholds) & Lanes(shorts);
        return (above | below) & Vector512.LessThanOrEqual(Vector512.Abs(signal), Vector512.Create(cutoff));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Signal(Vector512<double> values) => values - Vector512.Create(center);

    private static Vector512<double> Lanes(bool on) => on ? Vector512<double>.AllBitsSet : Vector512<double>.Zero;
}

/// <summary>The same with a threshold for every bar.</summary>
internal readonly struct ScaledSignalTest(SignalTest test, double[] thresholds) : IBarTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> values, int i) =>
        test.Beyond(test.Signal(values), BarLanes.Load(thresholds, i));
}

/// <summary>Whether the signal, seen from the side of the position, is not above the exit threshold.</summary>
internal readonly struct ExitTest(double center, double threshold, bool isShort) : IBarTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> values, int i)
    {
        var signal = values - Vector512.Create(center);
        return Vector512.LessThanOrEqual(isShort ? -signal : signal, Vector512.Create(threshold));
    }
}

/// <summary>Whether the value is one of those allowed.</summary>
internal readonly struct AllowedTest(double[] allowed) : IBarTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> values, int i)
    {
        var any = Vector512<double>.Zero;
        foreach (var value in allowed)
        {
            any |= Vector512.Equals(values, Vector512.Create(value));
        }
        return any;
    }
}

/// <summary>Whether the value is at least a minimum.</summary>
internal readonly struct AtLeastTest(double minimum) : IBarTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> values, int i) =>
        Vector512.GreaterThanOrEqual(values, Vector512.Create(minimum));
}
