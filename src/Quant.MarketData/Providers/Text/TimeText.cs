using System.Buffers.Text;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Providers.Text;

/// <summary>
/// Times as files write them: <c>2024-03-01</c>, <c>20240301</c>, <c>2024-03-01T14:30[:00[.123456]][Z|±05:00]</c> (T or
/// space, date with or without hyphens), or a whole number since 1970: seconds (9 to 11 digits), milliseconds (12 to
/// 14), microseconds (15 to 17), nanoseconds (18 or 19; below a microsecond cut off).
/// </summary>
internal static class TimeText
{
    /// <summary>1900-01-01, in microseconds.</summary>
    public const long Earliest = -2_208_988_800_000_000;

    /// <summary>2200-01-01, in microseconds.</summary>
    public const long Latest = 7_258_118_400_000_000;

    public const string Allowed =
        "an ISO 8601 date or time from 1900 to 2199, or seconds, milliseconds or microseconds since 1970";

    /// <summary>Reads the whole text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">Zone of times that name none, and whose midnight a date means.</param>
    /// <param name="utc">Microseconds UTC.</param>
    /// <param name="local">The wall-clock time as written, in microseconds; UTC for numbers.</param>
    /// <param name="isDate">True for a date without a time of day.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> text,
        ExchangeZone zone,
        out long utc,
        out long local,
        out bool isDate
    )
    {
        isDate = false;
        if (!text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && text.Length != 8)
        {
            var read = TryEpoch(text, out utc);
            local = utc;
            return read;
        }
        if (!TryDate(text, out local, out var used))
        {
            utc = 0;
            return false;
        }
        var rest = text[used..];
        if (rest.IsEmpty)
        {
            isDate = true;
            utc = zone.ToUtc(local);
            return true;
        }
        utc = 0;
        if (rest[0] is not ((byte)'T' or (byte)' ' or (byte)'t') || !TryClock(rest[1..], out var clock, out used))
        {
            return false;
        }
        local += clock;
        rest = rest[(1 + used)..];
        if (rest.IsEmpty)
        {
            utc = zone.ToUtc(local);
            return true;
        }
        if (!TryOffset(rest, out var offset))
        {
            return false;
        }
        utc = local - offset;
        return true;
    }

    private static bool TryEpoch(ReadOnlySpan<byte> digits, out long utc)
    {
        utc = 0;
        if (digits.Length is < 9 or > 19 || !Utf8Parser.TryParse(digits, out long number, out var used))
        {
            return false;
        }
        utc = digits.Length switch
        {
            <= 11 => number * UnixMicros.PerSecond,
            <= 14 => number * 1000,
            <= 17 => number,
            _ => number / 1000,
        };
        return used == digits.Length && utc < Latest;
    }

    /// <summary>yyyy-MM-dd or yyyyMMdd, as wall-clock microseconds at midnight.</summary>
    private static bool TryDate(ReadOnlySpan<byte> text, out long local, out int used)
    {
        (local, used) = (0, 0);
        var dashed = text.Length >= 10 && text[4] == '-' && text[7] == '-';
        if (!dashed && text.Length < 8)
        {
            return false;
        }
        var year = Digits(text[..4]);
        var month = Digits(text.Slice(dashed ? 5 : 4, 2));
        var day = Digits(text.Slice(dashed ? 8 : 6, 2));
        if (year is < 1900 or > 2199 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }
        used = dashed ? 10 : 8;
        local = ExchangeZone.LocalMidnight(new DateOnly(year, month, day));
        return true;
    }

    /// <summary>HH:mm, HH:mm:ss or HH:mm:ss.f…, as microseconds since midnight.</summary>
    private static bool TryClock(ReadOnlySpan<byte> text, out long clock, out int used)
    {
        (clock, used) = (0, 5);
        if (text.Length < 5 || text[2] != ':')
        {
            return false;
        }
        var hour = Digits(text[..2]);
        var minute = Digits(text.Slice(3, 2));
        if (hour is < 0 or > 23 || minute is < 0 or > 59)
        {
            return false;
        }
        clock = hour * UnixMicros.PerHour + minute * UnixMicros.PerMinute;
        if (text.Length < 8 || text[5] != ':')
        {
            return true;
        }
        var second = Digits(text.Slice(6, 2));
        if (second is < 0 or > 59)
        {
            return false;
        }
        clock += second * UnixMicros.PerSecond;
        used = 8;
        if (used < text.Length && text[used] == '.')
        {
            used++;
            for (
                var unit = UnixMicros.PerSecond / 10;
                used < text.Length && char.IsAsciiDigit((char)text[used]);
                used++
            )
            {
                clock += (text[used] - '0') * unit;
                unit /= 10;
            }
        }
        return true;
    }

    /// <summary>Z, ±HH, ±HHmm or ±HH:mm, with or without a space before it.</summary>
    private static bool TryOffset(ReadOnlySpan<byte> text, out long offset)
    {
        offset = 0;
        text = text[0] == ' ' ? text[1..] : text;
        if (text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual("UTC"u8))
        {
            return true;
        }
        if (text.Length is not (3 or 5 or 6) || text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }
        if (text.Length == 6 && text[3] != ':')
        {
            return false;
        }
        var hours = Digits(text.Slice(1, 2));
        var minutes = text.Length == 3 ? 0 : Digits(text[^2..]);
        if (hours is < 0 or > 14 || minutes is < 0 or > 59)
        {
            return false;
        }
        offset = (hours * UnixMicros.PerHour + minutes * UnixMicros.PerMinute) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>The number, or -1 when the text is not all digits.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
