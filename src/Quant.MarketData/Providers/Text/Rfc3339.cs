using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Providers.Text;

/// <summary>Times as providers write them: <c>2024-03-01T14:30:00Z</c>, with or without a fraction, <c>Z</c> or <c>-05:00</c>.</summary>
internal static class Rfc3339
{
    /// <summary>Microseconds UTC of a time from 1900 to 2199; what lies below a microsecond is cut off.</summary>
    /// <returns>False for anything else, a time without zone or a bare date included.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ts)
    {
        if (text.Length == 20 && text[19] == 'Z' && text[10] == 'T' && text[13] == ':' && text[16] == ':')
        {
            return TryWhole(text, out ts);
        }
        ts = 0;
        var zoned = text.Length > 20 && (text[^1] == 'Z' || (text[^6] is (byte)'+' or (byte)'-' && text[^3] == ':'));
        return zoned && TimeText.TryParse(text, ExchangeZone.Utc, out ts, out _, out var isDate) && !isDate;
    }

    private static bool TryWhole(ReadOnlySpan<byte> text, out long ts)
    {
        ts = 0;
        var year = Two(text, 0) * 100 + Two(text, 2);
        var (month, day) = (Two(text, 5), Two(text, 8));
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        var fits =
            (text[4] == '-')
            & (text[7] == '-')
            & (year is >= 1900 and <= 2199)
            & (month is >= 1 and <= 12)
            & (day >= 1)
            & (hour is >= 0 and <= 23)
            & (minute is >= 0 and <= 59)
            & (second is >= 0 and <= 59);
        if (!fits || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }
        var days = new DateOnly(year, month, day).DayNumber - ExchangeZone.EpochDay;
        ts = ((days * 24L + hour) * 60 + minute) * UnixMicros.PerMinute + second * UnixMicros.PerSecond;
        return true;
    }

    /// <summary>Two digits; far below zero when they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
        return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : -10_000;
    }
}
