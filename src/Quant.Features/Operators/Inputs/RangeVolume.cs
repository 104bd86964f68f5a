using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>The range of a bar, its close and the units traded.</summary>
public readonly record struct RangeVolume(double High, double Low, double Close, double Volume) : IInput<RangeVolume>
{
    public static BarFields Fields => BarFields.High | BarFields.Low | BarFields.Close | BarFields.Volume;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RangeVolume At(in BarColumns bars, nint row) =>
        new(
            BarColumns.Read(bars.High, row),
            BarColumns.Read(bars.Low, row),
            BarColumns.Read(bars.Close, row),
            BarColumns.Read(bars.Volume, row)
        );
}
