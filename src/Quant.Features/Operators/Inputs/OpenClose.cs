using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>First and last price of a bar.</summary>
public readonly record struct OpenClose(double Open, double Close) : IInput<OpenClose>
{
    public static BarFields Fields => BarFields.Open | BarFields.Close;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OpenClose At(in BarColumns bars, nint row) =>
        new(BarColumns.Read(bars.Open, row), BarColumns.Read(bars.Close, row));
}
