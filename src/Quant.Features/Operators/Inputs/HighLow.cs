using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>The range of a bar.</summary>
public readonly record struct HighLow(double High, double Low) : IInput<HighLow>
{
    public static BarFields Fields => BarFields.High | BarFields.Low;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HighLow At(in BarColumns bars, nint row) =>
        new(BarColumns.Read(bars.High, row), BarColumns.Read(bars.Low, row));
}
