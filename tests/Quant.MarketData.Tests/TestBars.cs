using System.Globalization;
using Quant.MarketData.Bars;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Tests;

internal static class TestBars
{
    public static readonly Symbol Aapl = Symbol.Parse("AAPL");

    /// <summary>Microseconds UTC of a wall-clock time in New York, <c>2024-03-08 09:30</c>.</summary>
    public static long NewYork(string text) => ExchangeZone.NewYork.ToUtc(Utc(text));

    /// <summary>Microseconds of <c>2024-03-08 14:30</c> UTC.</summary>
    public static long Utc(string text) =>
        UnixMicros.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    public static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A bar of one price.</summary>
    public static Bar Flat(long ts, double price, double volume = 100) => new(ts, price, price, price, price, volume);

    public static BarSeries Series(Interval interval, params Bar[] bars) => Series("AAPL", interval, bars);

    public static BarSeries Series(string symbol, Interval interval, params Bar[] bars)
    {
        var builder = new BarSeriesBuilder();
        foreach (var bar in bars)
        {
            builder.Add(bar);
        }
        return builder.Build(Symbol.Parse(symbol), interval);
    }

    public static Bar[] ToBars(this BarSeries series) => [.. Enumerable.Range(0, series.Count).Select(i => series[i])];
}

/// <summary>A clock that stands.</summary>
internal sealed class FixedTime(string utc) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => UnixMicros.ToInstant(TestBars.Utc(utc));
}
