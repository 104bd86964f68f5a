using System.Globalization;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.MarketData.Storage;

/// <summary>The period a bar is kept under in the lake: the UTC year of daily bars, the UTC month of all others.</summary>
public static class BarPeriod
{
    /// <summary><c>2024</c> or <c>2024-03</c>.</summary>
    public static string Of(long ts, Interval interval) =>
        UnixMicros.ToInstant(ts).ToString(interval.IsDaily ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Start of a period and of the one after it, microseconds UTC.</summary>
    /// <exception cref="BadInputException">Not a period of that interval.</exception>
    public static (long Start, long End) Bounds(string period, Interval interval)
    {
        var format = interval.IsDaily ? "yyyy" : "yyyy-MM";
        if (
            !DateTime.TryParseExact(
                period,
                format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var start
            )
        )
        {
            throw new BadInputException("period", period, interval.IsDaily ? "a year, yyyy" : "a month, yyyy-MM");
        }
        var end = interval.IsDaily ? start.AddYears(1) : start.AddMonths(1);
        return (UnixMicros.From(start), UnixMicros.From(end));
    }

    /// <summary>Runs of a series' bars that share a period, in time order.</summary>
    public static IEnumerable<(string Period, int Start, int Count)> Split(BarSeries series)
    {
        for (var start = 0; start < series.Count; )
        {
            var period = Of(series.Ts[start], series.Interval);
            var end = series.FirstAtOrAfter(Bounds(period, series.Interval).End);
            yield return (period, start, end - start);
            start = end;
        }
    }
}
