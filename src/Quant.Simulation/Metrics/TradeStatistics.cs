using Quant.Simulation.Results;

namespace Quant.Simulation.Metrics;

/// <summary>Sums over trades in order of entry.</summary>
internal struct TradeStatistics
{
    private int _week;
    private int _inWeek;
    private double _weekSquares;

    public int Count;
    public int Wins;
    public int Losses;
    public double GrossProfit;
    public double GrossLoss;
    public double Profit;

    /// <summary>Mean of the trade returns so far.</summary>
    public double MeanReturn;

    /// <summary>Sum of the squares of their deviations from it (Welford 1962): exact where returns are nearly alike.</summary>
    public double ReturnDeviations;
    public double Turnover;
    public double Fees;
    public double SlippageCost;
    public double BorrowCost;
    public long BarsHeld;

    /// <param name="trade">The trade.</param>
    /// <param name="cashBefore">Equity before its entry.</param>
    /// <param name="week">Ordinal of the week it was entered in.</param>
    public void Add(in Trade trade, double cashBefore, int week)
    {
        Count++;
        Profit += trade.Profit;
        var deviation = trade.Return - MeanReturn;
        MeanReturn += deviation / Count;
        ReturnDeviations += deviation * (trade.Return - MeanReturn);
        Turnover += (trade.EntryPrice * trade.Shares + trade.ExitPrice * trade.Shares) / cashBefore;
        Fees += trade.Fees;
        SlippageCost += trade.SlippageCost;
        BorrowCost += trade.BorrowCost;
        BarsHeld += trade.BarsHeld;
        if (trade.Profit > 0)
        {
            Wins++;
            GrossProfit += trade.Profit;
        }
        else if (trade.Profit < 0)
        {
            Losses++;
            GrossLoss -= trade.Profit;
        }
        if (week != _week)
        {
            CloseWeek();
            _week = week;
        }
        _inWeek++;
    }

    /// <summary>Sum of squares of the weekly counts, the present week included.</summary>
    public readonly double WeekSquares => _weekSquares + (double)_inWeek * _inWeek;

    private void CloseWeek()
    {
        _weekSquares += (double)_inWeek * _inWeek;
        _inWeek = 0;
    }
}
