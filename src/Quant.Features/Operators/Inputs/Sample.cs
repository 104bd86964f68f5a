using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>The source column: the close unless a spec chooses another.</summary>
public readonly record struct Sample(double Value) : IInput<Sample>
{
    public static BarFields Fields => BarFields.Source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sample At(in BarColumns bars, nint row) => new(BarColumns.Read(bars.Source, row));
}
