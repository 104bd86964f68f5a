using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;

namespace Quant.MarketData.Adjustments;

/// <summary>
/// Back-adjustment on read: every price before an action is multiplied by the action's factor, volume is divided by the
/// split factor. The last prices are as traded; the lake keeps raw bars only.
/// </summary>
/// <remarks>
/// Looking ahead: a later action multiplies all earlier prices by one constant. Returns, and everything made of price
/// ratios, are the same before and after (but for the last bit of rounding), so nothing of the future shows in them.
/// Price levels do change: rules in currency (a minimum price, commission per share, whole shares) see adjusted
/// prices, not those that were quoted on the day.
/// </remarks>
public static class PriceAdjustment
{
    /// <summary>The adjusted series; the same instance when nothing applies.</summary>
    /// <param name="series">Raw bars.</param>
    /// <param name="actions">Splits and dividends of the symbol, in any order.</param>
    /// <param name="mode">What to adjust for.</param>
    /// <param name="calendar">Whose zone the actions' dates are in.</param>
    public static BarSeries Apply(
        BarSeries series,
        IReadOnlyList<CorporateAction> actions,
        AdjustmentMode mode,
        ExchangeCalendar calendar
    )
    {
        var applicable = actions
            .Where(action => action.Symbol == series.Symbol)
            .Where(action => action.SplitFactor != 1 || (UsesDividends(mode) && action.DividendFactor != 1))
            .OrderByDescending(action => action.LastDate)
            .ToList();
        if (mode == AdjustmentMode.None || applicable.Count == 0)
        {
            return series;
        }

        var (open, high, low, close) = (Copy(series.Open), Copy(series.High), Copy(series.Low), Copy(series.Close));
        var volume = Copy(series.Volume);
        var vwap = series.Vwap is null ? null : Copy(series.Vwap);
        var (split, dividend) = (1.0, 1.0);
        for (var k = 0; k < applicable.Count; k++)
        {
            split *= applicable[k].SplitFactor;
            dividend *= UsesDividends(mode) ? applicable[k].DividendFactor : 1;
            var end = series.FirstAtOrAfter(calendar.Zone.Midnight(applicable[k].LastDate.AddDays(1)));
            var start =
                k + 1 < applicable.Count
                    ? series.FirstAtOrAfter(calendar.Zone.Midnight(applicable[k + 1].LastDate.AddDays(1)))
                    : 0;
            var range = start..end;
            var factor = split * dividend;
            Multiply(open.AsSpan(range), factor);
            Multiply(high.AsSpan(range), factor);
            Multiply(low.AsSpan(range), factor);
            Multiply(close.AsSpan(range), factor);
            Multiply(vwap.AsSpan(vwap is null ? ..0 : range), factor);
            Multiply(volume.AsSpan(range), 1 / split);
        }
        return new BarSeries(
            series.Symbol,
            series.Interval,
            series.Ts,
            open,
            high,
            low,
            close,
            volume,
            vwap,
            series.TradeCount,
            series.Source
        );
    }

    private static bool UsesDividends(AdjustmentMode mode) => mode == AdjustmentMode.SplitAndDividend;

    private static double[] Copy(double[] column) => (double[])column.Clone();

    private static void Multiply(Span<double> column, double factor)
    {
        for (var i = 0; i < column.Length; i++)
        {
            column[i] *= factor;
        }
    }
}
