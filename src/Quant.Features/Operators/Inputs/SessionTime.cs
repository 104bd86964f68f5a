using System.Runtime.CompilerServices;

namespace Quant.Features.Operators.Inputs;

/// <summary>Place of a bar in its session, by the exchange's clock.</summary>
/// <param name="Day">Session date, days since 1970-01-01.</param>
/// <param name="Minute">Minutes from midnight to the start of the bar.</param>
/// <param name="Opening">Minutes from midnight to the regular opening; <see cref="None"/> on a day without session.</param>
/// <param name="Closing">Minutes from midnight to the regular close; <see cref="None"/> on a day without session.</param>
public readonly record struct SessionTime(int Day, int Minute, int Opening, int Closing) : IInput<SessionTime>
{
    /// <summary>Stands for the opening and the close on a day without session.</summary>
    public const int None = int.MinValue;

    public static BarFields Fields => BarFields.Session;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SessionTime At(in BarColumns bars, nint row) =>
        new(
            BarColumns.Read(bars.Day, row),
            BarColumns.Read(bars.Minute, row),
            BarColumns.Read(bars.Opening, row),
            BarColumns.Read(bars.Closing, row)
        );
}
