using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Providers.Tests.Fuzz;

/// <summary>What must hold of every bar that was accepted, written without the product's judge.</summary>
internal static class GoodBars
{
    /// <param name="series">What was accepted.</param>
    /// <param name="now">The time it was accepted at, microseconds UTC.</param>
    /// <param name="withinHours">Bars must lie within trading hours; else on a day of trading.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Fault(BarSeries series, long now, bool withinHours)
    {
        var before = long.MinValue;
        for (var i = 0; i < series.Count; i++)
        {
            var bar = series[i];
            if (Fault(bar, series.Interval, now, withinHours) is { } fault)
            {
                return $"{fault}: {bar}";
            }
            if (bar.Ts <= before)
            {
                return $"time does not ascend: {bar}";
            }
            before = bar.Ts;
        }
        return null;
    }

    private static string? Fault(in Bar bar, Interval interval, long now, bool withinHours)
    {
        foreach (var price in new[] { bar.Open, bar.High, bar.Low, bar.Close })
        {
            if (!(price > 0) || double.IsInfinity(price))
            {
                return "a price";
            }
        }
        if (!(bar.Low <= bar.Open && bar.Low <= bar.Close && bar.High >= bar.Open && bar.High >= bar.Close))
        {
            return "high or low";
        }
        if (!(bar.Volume >= 0) || double.IsInfinity(bar.Volume))
        {
            return "volume";
        }
        if (!double.IsNaN(bar.Vwap) && (!(bar.Vwap > 0) || double.IsInfinity(bar.Vwap)))
        {
            return "vwap";
        }
        if (bar.TradeCount < -1)
        {
            return "trades";
        }
        var nyse = ExchangeCalendar.Nyse;
        var date = nyse.Zone.DateOf(bar.Ts);
        if (!nyse.Covers(date) || !nyse.IsSession(date))
        {
            return "not a day of trading";
        }
        var hours = nyse.HoursOf(date);
        if (interval.IsDaily)
        {
            return bar.Ts != hours.DayStart ? "not midnight"
                : hours.Close > now ? "not closed"
                : null;
        }
        return bar.Ts % UnixMicros.PerMinute != 0 ? "off the grid"
            : bar.Ts + UnixMicros.PerMinute > now ? "not closed"
            : withinHours && (bar.Ts < hours.PreOpen || bar.Ts >= hours.PostClose) ? "outside hours"
            : null;
    }
}
