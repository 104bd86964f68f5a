namespace Quant.Specs;

/// <summary>
/// The one form of time in series and files: microseconds since 1970-01-01T00:00:00Z, as a 64-bit integer. Exact for
/// every bar, and what Parquet and DuckDB store as TIMESTAMP.
/// </summary>
public static class UnixMicros
{
    public const long PerSecond = 1_000_000;
    public const long PerMinute = 60 * PerSecond;
    public const long PerHour = 60 * PerMinute;
    public const long PerDay = 24 * PerHour;

    /// <summary>Microseconds of an instant; precision below one microsecond is cut off.</summary>
    public static long From(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant, in UTC.</summary>
    public static DateTimeOffset ToInstant(long micros) =>
        new(DateTime.UnixEpoch.Ticks + micros * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    /// <summary>ISO 8601 in UTC, to the second: <c>2024-03-01T14:30:00Z</c>.</summary>
    public static string Format(long micros) =>
        ToInstant(micros).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
