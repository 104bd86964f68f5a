namespace Quant.MarketData.Providers.Alpaca;

/// <summary>What an answer with bars says.</summary>
/// <param name="Pages">Bars by symbol, in the order of the answer.</param>
/// <param name="NextPageToken">What to ask for next; null at the end.</param>
public sealed record AlpacaBarsAnswer(IReadOnlyList<BarPage> Pages, string? NextPageToken);
