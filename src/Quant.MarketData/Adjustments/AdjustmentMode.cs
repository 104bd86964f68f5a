namespace Quant.MarketData.Adjustments;

/// <summary>What is done to raw prices when bars are read.</summary>
public enum AdjustmentMode
{
    /// <summary>Prices as they were traded.</summary>
    None,

    /// <summary>Earlier prices and volumes in today's shares.</summary>
    Split,

    /// <summary>Earlier prices in today's shares, dividends reinvested: returns are total returns.</summary>
    SplitAndDividend,
}
