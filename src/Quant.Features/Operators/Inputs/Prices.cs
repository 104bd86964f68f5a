using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>All four prices of a bar.</summary>
public readonly record struct Prices(double Open, double High, double Low, double Close) : IInput<Prices>
{
    public static BarFields Fields => BarFields.Open | BarFields.High | BarFields.Low | BarFields.Close;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Prices At(in BarColumns bars, nint row) =>
        new(
            BarColumns.Read(bars.Open, row),
            BarColumns.Read(bars.High, row),
            BarColumns.Read(bars.Low, row),
            BarColumns.Read(bars.Close, row)
        );
}
