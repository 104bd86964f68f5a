using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>Close and units traded.</summary>
public readonly record struct CloseVolume(double Close, double Volume) : IInput<CloseVolume>
{
    public static BarFields Fields => BarFields.Close | BarFields.Volume;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CloseVolume At(in BarColumns bars, nint row) =>
        new(BarColumns.Read(bars.Close, row), BarColumns.Read(bars.Volume, row));
}
