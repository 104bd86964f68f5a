using System.Runtime.CompilerServices;
using Quant.Features.Operators;

namespace Quant.Features.Windows;

/// <summary>
/// Range of a bar including the gap from the close before: max(high, previous close) - min(low, previous close).
/// NaN for the first bar, which has none. Wilder (1978), "New Concepts in Technical Trading Systems".
/// </summary>
public struct TrueRange()
{
    private double _close = double.NaN;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Update(double high, double low, double close)
    {
        var range = double.MaxNative(high, _close) - double.MinNative(low, _close);
        _close = close;
        return range;
    }

    public void Exchange(OperatorState state) => state.Exchange(ref _close);
}
