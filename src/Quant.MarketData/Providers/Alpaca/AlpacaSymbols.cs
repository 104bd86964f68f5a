using System.Globalization;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Http;
using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>What may be asked of Alpaca: stocks by the calendar XNYS, pairs such as BTC/USD by 24x7.</summary>
internal static class AlpacaSymbols
{
    /// <summary>True for pairs.</summary>
    /// <exception cref="BadInputException">Something Alpaca does not have.</exception>
    public static bool Check(BarRequest request, ProviderCapabilities capabilities)
    {
        RequestShape.Check(request, capabilities);
        return Check(request.Symbols, request.Calendar, capabilities);
    }

    /// <inheritdoc cref="Check(BarRequest, ProviderCapabilities)"/>
    public static bool Check(
        IReadOnlyList<Symbol> symbols,
        ExchangeCalendar calendar,
        ProviderCapabilities capabilities
    )
    {
        if (!capabilities.Calendars.Contains(calendar.Name))
        {
            throw new BadInputException("calendar", calendar.Name, string.Join(" or ", capabilities.Calendars));
        }
        if (symbols.Count < 1 || symbols.Count > capabilities.SymbolsPerRequest)
        {
            var most = capabilities.SymbolsPerRequest.ToString(CultureInfo.InvariantCulture);
            throw new BadInputException("symbols", symbols.Count, $"1 to {most} symbols");
        }
        var crypto = calendar.Name == ExchangeCalendar.AlwaysOpen.Name;
        foreach (var symbol in symbols)
        {
            if (symbol.ToString().Contains('/') != crypto)
            {
                var allowed = crypto
                    ? "a pair such as BTC/USD for calendar 24x7"
                    : "a stock such as AAPL or BRK.B for calendar XNYS";
                throw new BadInputException("symbols", symbol, allowed);
            }
        }
        return crypto;
    }
}
