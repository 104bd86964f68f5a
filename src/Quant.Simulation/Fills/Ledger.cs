using Quant.Simulation.Results;

namespace Quant.Simulation.Fills;

/// <summary>
/// Cash and the one position there may be. Both the single run and the kernel keep their books here, so that the same
/// fills give the same bits.
/// </summary>
internal struct Ledger
{
    private const double BorrowYearMicros = 365.0 * 24 * 3600 * 1e6;

    private readonly FillCosts _costs;
    private readonly double _borrowRate;

    public Ledger(FillCosts costs, double borrowRate, double cash)
    {
        _costs = costs;
        _borrowRate = borrowRate;
        Cash = cash;
    }

    public double Cash;

    /// <summary>Shares held, negative when short, 0 when flat.</summary>
    public double Shares;

    public double EntryPrice;
    public double EntryFee;
    public double EntrySlippage;
    public double Borrow;
    public double CashBeforeEntry;

    /// <summary>Cash and position at a price.</summary>
    public readonly double Equity(double close) => Cash + Shares * close;

    /// <summary>Enters with all the rules allow; false when that is nothing.</summary>
    /// <param name="basePrice">Price before spread and slippage.</param>
    /// <param name="side">1 long, -1 short.</param>
    public bool TryEnter(double basePrice, int side)
    {
        var price = _costs.Price(basePrice, side > 0);
        var shares = _costs.Shares(Cash, price);
        if (!(shares > 0))
        {
            return false;
        }
        CashBeforeEntry = Cash;
        EntryPrice = price;
        EntryFee = _costs.Commission(shares, price);
        EntrySlippage = shares * Math.Abs(price - basePrice);
        Borrow = 0;
        Shares = side * shares;
        Cash = Cash - Shares * price - EntryFee;
        return true;
    }

    /// <summary>Charges a short position for the time between two bars.</summary>
    public void ChargeBorrow(double previousClose, long previousTs, long ts)
    {
        var charge = -Shares * previousClose * _borrowRate * ((ts - previousTs) / BorrowYearMicros);
        Borrow += charge;
        Cash -= charge;
    }

    /// <summary>Leaves the position and says what the trade was; excursions are left NaN.</summary>
    public Trade Leave(double basePrice, ExitReason reason, int entryBar, int exitBar, long entryTs, long exitTs)
    {
        var side = Shares > 0 ? 1 : -1;
        var shares = Math.Abs(Shares);
        var price = _costs.Price(basePrice, side < 0);
        var fee = _costs.Commission(shares, price);
        Cash = Cash + Shares * price - fee;
        var fees = EntryFee + fee;
        var profit = side * (price - EntryPrice) * shares - fees - Borrow;
        Shares = 0;
        return new Trade
        {
            EntryBar = entryBar,
            ExitBar = exitBar,
            EntryTs = entryTs,
            ExitTs = exitTs,
            Side = side > 0 ? PositionSide.Long : PositionSide.Short,
            Shares = shares,
            EntryPrice = EntryPrice,
            ExitPrice = price,
            Fees = fees,
            SlippageCost = EntrySlippage + shares * Math.Abs(price - basePrice),
            BorrowCost = Borrow,
            Profit = profit,
            Return = profit / (EntryPrice * shares),
            Reason = reason,
            Mae = double.NaN,
            Mfe = double.NaN,
        };
    }
}
