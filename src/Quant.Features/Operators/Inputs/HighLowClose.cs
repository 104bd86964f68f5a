using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>The range of a bar and its close.</summary>
public readonly record struct HighLowClose(double High, double Low, double Close) : IInput<HighLowClose>
{
    public static BarFields Fields => BarFields.High | BarFields.Low | BarFields.Close;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HighLowClose At(in BarColumns bars, nint row) =>
        new(BarColumns.Read(bars.High, row), BarColumns.Read(bars.Low, row), BarColumns.Read(bars.Close, row));
}
