using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>First and last price of a bar, and its session date in days since 1970-01-01.</summary>
public readonly record struct SessionOpenClose(int Day, double Open, double Close) : IInput<SessionOpenClose>
{
    public static BarFields Fields => BarFields.Open | BarFields.Close | BarFields.Session;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SessionOpenClose At(in BarColumns bars, nint row) =>
        new(BarColumns.Read(bars.Day, row), BarColumns.Read(bars.Open, row), BarColumns.Read(bars.Close, row));
}
