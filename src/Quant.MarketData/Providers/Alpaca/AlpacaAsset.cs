using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>An instrument Alpaca knows.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Name">The issuer's or pair's name.</param>
/// <param name="Exchange">Where it is listed: <c>NASDAQ</c>, <c>NYSE</c>, <c>ARCA</c>, <c>CRYPTO</c> …</param>
/// <param name="Class"><c>us_equity</c>, <c>crypto</c> …</param>
/// <param name="Active">False for one that is no longer listed.</param>
/// <param name="Tradable">True when orders are accepted.</param>
public sealed record AlpacaAsset(Symbol Symbol, string Name, string Exchange, string Class, bool Active, bool Tradable);
