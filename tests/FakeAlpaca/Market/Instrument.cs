using System.Text.RegularExpressions;
using Quant.MarketData.Calendars;

namespace FakeAlpaca.Market;

/// <summary>What a made-up instrument is like. Known names are near their real size; all others are drawn from their name.</summary>
/// <param name="Symbol">As requested, upper case.</param>
/// <param name="Seed">Where its numbers start.</param>
/// <param name="Days">When it trades.</param>
/// <param name="Price">Price before the first day, in today's shares.</param>
/// <param name="DailyVolatility">Standard deviation of a day's logarithmic return.</param>
/// <param name="AnnualDrift">Mean logarithmic return a year.</param>
/// <param name="TradesPerMinute">Mean number of trades in a minute of the regular session.</param>
/// <param name="TradeSize">Mean units a trade, in today's shares.</param>
/// <param name="QuarterlyDividend">Share of the price paid out each quarter; 0 for none.</param>
internal sealed partial record Instrument(
    string Symbol,
    ulong Seed,
    TradingDays Days,
    double Price,
    double DailyVolatility,
    double AnnualDrift,
    double TradesPerMinute,
    double TradeSize,
    double QuarterlyDividend
)
{
    private static readonly Dictionary<
        string,
        (double Price, double Vol, double Drift, double Trades, double Size, double Dividend)
    > s_known = new()
    {
        ["AAPL"] = (26.3, 0.018, 0.22, 900, 220, 0.0016),
        ["SPY"] = (201, 0.011, 0.11, 1100, 170, 0.0040),
        ["QQQ"] = (109, 0.013, 0.16, 800, 130, 0.0016),
        ["VIXY"] = (90, 0.045, -0.30, 90, 140, 0),
        ["MSFT"] = (54.8, 0.017, 0.22, 600, 90, 0.0020),
        ["NVDA"] = (0.81, 0.030, 0.45, 1000, 500, 0.0001),
        ["TSLA"] = (14.9, 0.034, 0.30, 1000, 190, 0),
        ["AMZN"] = (31.8, 0.020, 0.20, 600, 130, 0),
        ["GOOGL"] = (38.1, 0.017, 0.18, 450, 100, 0.0010),
        ["BTC/USD"] = (430, 0.036, 0.55, 60, 0.05, 0),
        ["ETH/USD"] = (1.0, 0.048, 0.80, 40, 0.8, 0),
    };

    private bool IsCrypto => ReferenceEquals(Days, TradingDays.EveryDay);

    public ExchangeCalendar Calendar => IsCrypto ? ExchangeCalendar.AlwaysOpen : ExchangeCalendar.Nyse;

    /// <summary>True when late trades, halts and odd hours are to be expected.</summary>
    public bool IsStock => !IsCrypto;

    /// <summary>A US stock: one to five letters, and perhaps a class after a point (<c>BRK.B</c>).</summary>
    public static bool IsStockSymbol(string symbol) => StockSymbol().IsMatch(symbol);

    /// <summary>A pair such as <c>BTC/USD</c>.</summary>
    public static bool IsCryptoSymbol(string symbol) => CryptoSymbol().IsMatch(symbol);

    public static Instrument Of(string symbol)
    {
        var seed = MarketRandom.Key("fake-alpaca/1/" + symbol);
        var days = symbol.Contains('/') ? TradingDays.EveryDay : TradingDays.Nyse;
        if (s_known.TryGetValue(symbol, out var like))
        {
            return new(symbol, seed, days, like.Price, like.Vol, like.Drift, like.Trades, like.Size, like.Dividend);
        }
        var random = new MarketRandom(seed, -1);
        var price = 6 + 180 * random.Uniform() * random.Uniform();
        var vol = 0.013 + 0.025 * random.Uniform();
        var drift = 0.12 * random.Uniform();
        var size = random.Uniform();
        return new(
            symbol,
            seed,
            days,
            price,
            vol,
            drift,
            0.6 + 60 * size * size * size,
            40 + 120 * random.Uniform(),
            random.Uniform() < 0.5 ? 0.002 + 0.006 * random.Uniform() : 0
        );
    }

    [GeneratedRegex(@"^[A-Z]{1,5}(\.[A-Z]{1,2})?\z")]
    private static partial Regex StockSymbol();

    [GeneratedRegex(@"^[A-Z0-9]{2,10}/(USD|USDT|USDC|BTC)\z")]
    private static partial Regex CryptoSymbol();
}
