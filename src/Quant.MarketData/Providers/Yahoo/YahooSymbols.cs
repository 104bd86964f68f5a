using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Yahoo;

/// <summary>Symbols as Yahoo writes them: BRK-B for BRK.B, BTC-USD for BTC/USD; indices such as ^GSPC stay.</summary>
internal static class YahooSymbols
{
    public static string Of(Symbol symbol) => symbol.ToString().Replace('.', '-').Replace('/', '-');
}
