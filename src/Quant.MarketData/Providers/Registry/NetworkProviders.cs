using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Tiingo;
using Quant.MarketData.Providers.Yahoo;
using Quant.Specs;

namespace Quant.MarketData.Providers.Registry;

/// <summary>The providers that are reached over the network.</summary>
public static class NetworkProviders
{
    /// <summary>
    /// All of them, in the order they are offered, those without a key included. What is set is checked now, so that a wrong
    /// variable is an error at start; connections are made when a provider is first asked.
    /// </summary>
    /// <param name="settings">The variables.</param>
    /// <param name="handler">
    /// Sends requests (<see cref="Http.ProviderHttp.CreateHandler"/>); it must outlive the providers.
    /// </param>
    /// <param name="time">The clock.</param>
    /// <exception cref="BadInputException">A variable cannot be what it is, or half of a key is missing.</exception>
    public static IReadOnlyList<ProviderEntry> List(
        ProviderSettings settings,
        HttpMessageHandler handler,
        TimeProvider time
    )
    {
        AlpacaOptions.CheckNames(settings);
        TiingoOptions.CheckNames(settings);
        var alpaca = AlpacaOptions.Missing(settings) is null ? AlpacaOptions.Read(settings) : null;
        var tiingo = TiingoOptions.Missing(settings) is null ? TiingoOptions.Read(settings) : null;
        var yahoo = YahooOptions.Read(settings);
        return
        [
            new ProviderEntry(
                "alpaca",
                "Alpaca Markets: US stocks and crypto, history and live",
                "By your agreement with Alpaca: for your own use, not to be passed on; free with feed iex, all exchanges in real time on a paid plan.",
                AlpacaOptions.Missing(settings),
                () => new AlpacaProvider(alpaca ?? AlpacaOptions.Read(settings), handler, time)
            ),
            new ProviderEntry(
                "tiingo",
                "Tiingo: US stocks, intraday from IEX, days of all exchanges",
                "By your agreement with Tiingo: for your own internal use, not to be passed on; the free plan is for individuals and allows few requests.",
                TiingoOptions.Missing(settings),
                () => new TiingoProvider(tiingo ?? TiingoOptions.Read(settings), handler, time)
            ),
            new ProviderEntry(
                "yahoo",
                "Yahoo Finance charts: no key, minutes of the last 30 days, all days",
                "By Yahoo's terms for personal use only, not to be passed on; there is no agreement and no promise that it answers.",
                null,
                () => new YahooProvider(yahoo, handler, time)
            ),
        ];
    }
}
