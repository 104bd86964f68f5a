using System.Buffers.Text;
using System.Globalization;
using System.Text.RegularExpressions;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace FakeAlpaca.Rest;

/// <summary>Times and dates as the API reads and writes them.</summary>
internal static partial class ApiTime
{
    /// <summary>Bytes of <see cref="Write"/>.</summary>
    public const int Length = 20;

    /// <summary>RFC 3339, or a date, which means its midnight in New York; microseconds UTC.</summary>
    public static bool TryParse(string text, out long ts)
    {
        ts = 0;
        if (TryDate(text, out var date))
        {
            ts = ExchangeZone.NewYork.Midnight(date);
            return true;
        }
        if (
            Instant().IsMatch(text)
            && DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var instant
            )
        )
        {
            ts = UnixMicros.From(instant);
            return true;
        }
        return false;
    }

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary><c>2024-03-01T14:30:00Z</c>, of whole seconds.</summary>
    public static void Write(long ts, Span<byte> utf8)
    {
        var instant = UnixMicros.ToInstant(ts).UtcDateTime;
        Utf8Formatter.TryFormat(instant, utf8, out _, new System.Buffers.StandardFormat('O'));
        utf8[Length - 1] = (byte)'Z';
    }

    public static string Text(long ts) => UnixMicros.Format(ts);

    /// <summary><c>2024-03-01T09:30:00.0000000-05:00</c>.</summary>
    public static string NewYork(long ts, bool fraction) =>
        UnixMicros
            .ToInstant(ts)
            .ToOffset(TimeSpan.FromMicroseconds(ExchangeZone.NewYork.OffsetAt(ts)))
            .ToString(
                fraction ? "yyyy-MM-ddTHH:mm:ss.fffffffzzz" : "yyyy-MM-ddTHH:mm:sszzz",
                CultureInfo.InvariantCulture
            );

    /// <summary>Time of day in New York, in the given format.</summary>
    public static string Clock(long ts, string format) =>
        TimeOnly
            .FromTimeSpan(UnixMicros.ToInstant(ExchangeZone.NewYork.ToLocal(ts)).TimeOfDay)
            .ToString(format, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)\z")]
    private static partial Regex Instant();
}
