using Quant.MarketData.Bars;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;

namespace Quant.Simulation.Metrics;

/// <summary>How far the price went against and for a trade while it was open.</summary>
internal static class Excursions
{
    /// <summary>The trade with both excursions filled in.</summary>
    public static Trade Measure(in Trade trade, BarSeries bars, PriceModel model)
    {
        var leftAtClose =
            trade.Reason is ExitReason.EndOfData or ExitReason.Liquidation
            || (model == PriceModel.Close && trade.Reason is ExitReason.Signal or ExitReason.MaxHold);
        var from = model == PriceModel.Open ? trade.EntryBar : trade.EntryBar + 1;
        var to = leftAtClose ? trade.ExitBar + 1 : trade.ExitBar;
        var (low, high) = (trade.ExitPrice, trade.ExitPrice);
        for (var i = from; i < to; i++)
        {
            low = Math.Min(low, bars.Low[i]);
            high = Math.Max(high, bars.High[i]);
        }
        var down = Math.Max(0, (trade.EntryPrice - low) / trade.EntryPrice);
        var up = Math.Max(0, (high - trade.EntryPrice) / trade.EntryPrice);
        return trade.Side == PositionSide.Long
            ? trade with
            {
                Mae = down,
                Mfe = up,
            }
            : trade with
            {
                Mae = up,
                Mfe = down,
            };
    }
}
