using Quant.MarketData.Bars;

namespace Quant.MarketData.Adjustments;

/// <summary>
/// A split or dividend, as the factors that make the prices up to and including a date comparable with those after it.
/// </summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="LastDate">
/// Last date, in the exchange's zone, whose prices are multiplied: the session before the ex-date.
/// </param>
/// <param name="SplitFactor">Old shares per new share: 1/7 for a 7-for-1 split, 8 for a 1-for-8 reverse split; else 1.</param>
/// <param name="DividendFactor">1 − dividend / last close before the ex-date; 1 where there is no dividend.</param>
public sealed record CorporateAction(Symbol Symbol, DateOnly LastDate, double SplitFactor, double DividendFactor);
