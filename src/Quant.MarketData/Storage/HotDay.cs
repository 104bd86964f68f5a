using Quant.Specs;

namespace Quant.MarketData.Storage;

/// <summary>
/// The day bars arrive for one by one: theirs go to partitions of their UTC days, so that a minute does not write the whole
/// month again.
/// </summary>
/// <param name="First">UTC date; bars of it and of later dates are live.</param>
public readonly record struct HotDay(DateOnly First)
{
    /// <summary>True for the start of a live bar, microseconds UTC.</summary>
    public bool Includes(long ts) => ts >= MidnightOf(First);

    /// <summary>The first microsecond of a UTC date.</summary>
    internal static long MidnightOf(DateOnly date) =>
        UnixMicros.From(date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
}
