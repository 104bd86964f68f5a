using Quant.Lake.Partitions;
using Quant.MarketData.Bars;

namespace Quant.MarketData.Storage;

/// <summary>
/// The period a bar is kept under in the lake for good: the UTC year of daily bars, the UTC month of all others. Until a day
/// is over, its bars may be in a partition of that UTC day: see <see cref="BarStore.PlanMerge"/>.
/// </summary>
public static class BarPeriod
{
    public static PeriodKind KindOf(Interval interval) => interval.IsDaily ? PeriodKind.Year : PeriodKind.Month;

    /// <summary><c>2024</c> or <c>2024-03</c>.</summary>
    public static string Of(long ts, Interval interval) => Periods.Of(KindOf(interval), ts);

    /// <summary>Runs of a series' bars that share a period, in time order.</summary>
    public static IEnumerable<(string Period, int Start, int Count)> Split(BarSeries series)
    {
        for (var start = 0; start < series.Count; )
        {
            var period = Of(series.Ts[start], series.Interval);
            var end = series.FirstAtOrAfter(Periods.Bounds(period).To);
            yield return (period, start, end - start);
            start = end;
        }
    }
}
