using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>The source column, and the close of the context symbol as known at the bar's close (NaN where unknown).</summary>
public readonly record struct Pair(double Value, double Context) : IInput<Pair>
{
    public static BarFields Fields => BarFields.Source | BarFields.Context;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair At(in BarColumns bars, nint row) =>
        new(BarColumns.Read(bars.Source, row), BarColumns.Read(bars.Context, row));
}
