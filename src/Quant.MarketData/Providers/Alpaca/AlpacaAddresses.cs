using System.Globalization;
using System.Text;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>Addresses of Alpaca's REST interface.</summary>
/// <param name="options">Hosts, feed and page size.</param>
internal sealed class AlpacaAddresses(AlpacaOptions options)
{
    private const int ActionsLimit = 1000;
    private const int DaysBefore = 31;
    private const int DaysAfter = 366;

    /// <summary>Raw bars by ascending time; Alpaca's <c>end</c> is inclusive, a request's is not.</summary>
    public Uri Bars(BarRequest request, bool crypto, string? pageToken)
    {
        var query = new StringBuilder();
        Add(query, "symbols", List(request.Symbols));
        Add(query, "timeframe", TimeFrame(request.Interval));
        Add(query, "start", Time(request.FromTs));
        Add(query, "end", Time(request.ToTs - 1));
        Add(query, "limit", options.PageLimit.ToString(CultureInfo.InvariantCulture));
        Add(query, "sort", "asc");
        if (!crypto)
        {
            Add(query, "adjustment", "raw");
            Add(query, "feed", options.Feed.HistoricalWord());
        }
        Add(query, "page_token", pageToken);
        return Data(crypto ? "/v1beta3/crypto/us/bars" : "/v2/stocks/bars", query);
    }

    public Uri LatestBars(IReadOnlyList<Symbol> symbols, bool crypto)
    {
        var query = new StringBuilder();
        Add(query, "symbols", List(symbols));
        if (!crypto)
        {
            Add(query, "feed", options.Feed.Word());
        }
        return Data(crypto ? "/v1beta3/crypto/us/latest/bars" : "/v2/stocks/bars/latest", query);
    }

    /// <summary>
    /// Actions by ex-date. Alpaca filters by the date it processes them, which for dividends is that of payment, often weeks
    /// after the ex-date: the question is wider, and what is outside is left out of the answer.
    /// </summary>
    public Uri Actions(Symbol symbol, DateOnly from, DateOnly to, string? pageToken)
    {
        var query = new StringBuilder();
        Add(query, "symbols", symbol.ToString());
        Add(query, "types", "forward_split,reverse_split,stock_dividend,cash_dividend");
        Add(query, "start", Date(from.AddDays(-DaysBefore)));
        Add(query, "end", Date(to.AddDays(DaysAfter)));
        Add(query, "limit", ActionsLimit.ToString(CultureInfo.InvariantCulture));
        Add(query, "sort", "asc");
        Add(query, "page_token", pageToken);
        return Data("/v1/corporate-actions", query);
    }

    public Uri Asset(Symbol symbol) => Trading($"/v2/assets/{Uri.EscapeDataString(symbol.ToString())}");

    public Uri Calendar(DateOnly from, DateOnly to) => Trading($"/v2/calendar?start={Date(from)}&end={Date(to)}");

    public Uri Clock() => Trading("/v2/clock");

    private Uri Data(string path, StringBuilder query) => new($"{Root(options.DataUrl)}{path}{query}");

    private Uri Trading(string path) => new($"{Root(options.TradingUrl)}{path}");

    private static string Root(Uri address) => address.AbsoluteUri.TrimEnd('/');

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string List(IReadOnlyList<Symbol> symbols) => string.Join(',', symbols);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(long ts) =>
        UnixMicros
            .ToInstant(ts)
            .ToString(
                ts % UnixMicros.PerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
                CultureInfo.InvariantCulture
            );

    private static string TimeFrame(Interval interval) =>
        interval.IsDaily ? "1Day"
        : interval == Interval.Hour1 ? "1Hour"
        : $"{interval.Minutes}Min";
}
