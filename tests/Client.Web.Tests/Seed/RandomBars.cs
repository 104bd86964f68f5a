using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Client.Web.Tests.Seed;

/// <summary>Bars of a seeded random walk.</summary>
internal static class RandomBars
{
    /// <summary>Daily bars of TEST, 2018-01-02 to 2020-06-30.</summary>
    public static BarSeries Daily()
    {
        var calendar = ExchangeCalendar.Nyse;
        var days = calendar.Sessions(new DateOnly(2018, 1, 2), new DateOnly(2020, 6, 30));
        return Walk("TEST", Interval.Day1, [.. days.Select(calendar.Zone.Midnight)]);
    }

    /// <summary>Minute bars of SYNTHX, two sessions.</summary>
    public static BarSeries Minutes()
    {
        var calendar = ExchangeCalendar.Nyse;
        var starts = calendar
            .Sessions(new DateOnly(2019, 3, 4), new DateOnly(2019, 3, 5))
            .SelectMany(day => Enumerable.Range(0, 390).Select(m => calendar.Open(day) + m * UnixMicros.PerMinute));
        return Walk("SYNTHX", Interval.Minute1, [.. starts]);
    }

    private static BarSeries Walk(string symbol, Interval interval, long[] ts)
    {
        var random = new Random(7);
        var n = ts.Length;
        var (open, high, low, close) = (new double[n], new double[n], new double[n], new double[n]);
        var price = 100.0;
        for (var i = 0; i < n; i++)
        {
            open[i] = price;
            close[i] = price * (1 + 0.02 * (random.NextDouble() - 0.49));
            high[i] = Math.Max(open[i], close[i]) * 1.004;
            low[i] = Math.Min(open[i], close[i]) * 0.996;
            price = close[i];
        }
        var volume = ts.Select(_ => (double)random.Next(1000, 9000)).ToArray();
        return new BarSeries(Symbol.Parse(symbol), interval, ts, open, high, low, close, volume);
    }
}
