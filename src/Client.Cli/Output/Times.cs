using System.Globalization;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Client.Cli.Output;

/// <summary>Times as tables show them.</summary>
internal static class Times
{
    private const int DateLength = 10;

    /// <summary>The date in a zone: <c>2024-03-01</c>.</summary>
    public static string Date(long ts, string zone) =>
        UnixMicros.Format(ExchangeZone.Parse(zone).ToLocal(ts))[..DateLength];

    /// <summary>The start of a bar on the exchange's clock: a date for daily bars, else date and time of day.</summary>
    public static string OfBar(long ts, bool daily, ExchangeZone zone)
    {
        var local = UnixMicros.Format(zone.ToLocal(ts));
        return daily ? local[..DateLength] : $"{local[..DateLength]} {local[(DateLength + 1)..^4]}";
    }

    /// <summary>An instant in UTC: <c>2024-03-01 14:30</c>.</summary>
    public static string Utc(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Took(double? milliseconds) =>
        milliseconds is { } ms ? $"{Numbers.Fixed(ms / 1000)} s" : Numbers.None;
}
