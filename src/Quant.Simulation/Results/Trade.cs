namespace Quant.Simulation.Results;

/// <summary>One closed position. Prices include spread and slippage; money is in the currency of the prices.</summary>
public readonly record struct Trade
{
    /// <summary>Row of the series the position was entered in.</summary>
    public int EntryBar { get; init; }

    /// <summary>Row of the series the position was left in.</summary>
    public int ExitBar { get; init; }

    /// <summary>Start of the entry bar, microseconds UTC.</summary>
    public long EntryTs { get; init; }

    /// <summary>Start of the exit bar, microseconds UTC.</summary>
    public long ExitTs { get; init; }

    public PositionSide Side { get; init; }

    /// <summary>Shares, above zero for either side.</summary>
    public double Shares { get; init; }

    public double EntryPrice { get; init; }

    public double ExitPrice { get; init; }

    /// <summary>Commissions of both fills.</summary>
    public double Fees { get; init; }

    /// <summary>What half-spread and slippage cost on both fills; contained in the prices.</summary>
    public double SlippageCost { get; init; }

    /// <summary>Borrow paid while short.</summary>
    public double BorrowCost { get; init; }

    /// <summary>Profit after all costs.</summary>
    public double Profit { get; init; }

    /// <summary><see cref="Profit"/> over the value of the entry.</summary>
    public double Return { get; init; }

    public ExitReason Reason { get; init; }

    /// <summary>Furthest the price went against the position, fraction of the entry price; NaN where not asked for.</summary>
    public double Mae { get; init; }

    /// <summary>Furthest the price went for the position, fraction of the entry price; NaN where not asked for.</summary>
    public double Mfe { get; init; }

    /// <summary>Bars from entry to exit; 0 when both are in one bar.</summary>
    public int BarsHeld => ExitBar - EntryBar;
}
