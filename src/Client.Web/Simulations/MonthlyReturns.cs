using Quant.Client.Web.Contracts;
using Quant.MarketData.Zones;

namespace Quant.Client.Web.Simulations;

/// <summary>Equity at the end of each calendar month over equity at the end of the one before.</summary>
internal static class MonthlyReturns
{
    /// <param name="ts">Starts of the bars, microseconds UTC, ascending.</param>
    /// <param name="equity">Equity at their closes.</param>
    /// <param name="zone">The exchange's zone, which says what month it is.</param>
    /// <returns>One per month with a bar; the first is measured from the first bar's close.</returns>
    public static IReadOnlyList<MonthlyReturnDto> Of(long[] ts, double[] equity, ExchangeZone zone)
    {
        var months = new List<MonthlyReturnDto>();
        if (ts.Length == 0)
        {
            return months;
        }
        var start = equity[0];
        var (year, month) = MonthOf(ts[0], zone);
        for (var i = 1; i <= ts.Length; i++)
        {
            var next = i < ts.Length ? MonthOf(ts[i], zone) : default;
            if (next == (year, month))
            {
                continue;
            }
            months.Add(new MonthlyReturnDto(year, month, equity[i - 1] / start - 1));
            start = equity[i - 1];
            (year, month) = next;
        }
        return months;
    }

    private static (int Year, int Month) MonthOf(long ts, ExchangeZone zone)
    {
        var date = zone.DateOf(ts);
        return (date.Year, date.Month);
    }
}
