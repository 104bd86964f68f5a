using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>Units traded.</summary>
public readonly record struct Traded(double Volume) : IInput<Traded>
{
    public static BarFields Fields => BarFields.Volume;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Traded At(in BarColumns bars, nint row) => new(BarColumns.Read(bars.Volume, row));
}
