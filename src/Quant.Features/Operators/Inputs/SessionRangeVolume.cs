using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>The range of a bar, its close, the units traded, and its session date in days since 1970-01-01.</summary>
public readonly record struct SessionRangeVolume(int Day, double High, double Low, double Close, double Volume)
    : IInput<SessionRangeVolume>
{
    public static BarFields Fields =>
        BarFields.High | BarFields.Low | BarFields.Close | BarFields.Volume | BarFields.Session;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SessionRangeVolume At(in BarColumns bars, nint row) =>
        new(
            BarColumns.Read(bars.Day, row),
            BarColumns.Read(bars.High, row),
            BarColumns.Read(bars.Low, row),
            BarColumns.Read(bars.Close, row),
            BarColumns.Read(bars.Volume, row)
        );
}
