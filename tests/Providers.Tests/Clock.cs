using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Providers.Tests;

/// <summary>Times as tests write them.</summary>
internal static class Clock
{
    /// <summary>Microseconds UTC of a wall-clock time in New York, <c>2024-03-08 09:30</c>.</summary>
    public static long NewYork(string text) => ExchangeZone.NewYork.ToUtc(Utc(text));

    /// <summary>Microseconds of <c>2024-03-08 14:30</c> UTC.</summary>
    public static long Utc(string text) =>
        UnixMicros.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    /// <summary>A clock that stands at a wall-clock time in New York until it is moved.</summary>
    public static FakeTimeProvider At(string newYork) => new(UnixMicros.ToInstant(NewYork(newYork)));
}
