using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Tests.Providers.Http;

namespace Quant.MarketData.Tests.Providers.Alpaca;

/// <summary>An Alpaca whose server is a stub, on 2024-03-08 at 10:00 New York time.</summary>
internal sealed class AlpacaSetup
{
    public const string KeyId = "PKTESTTESTTESTTEST00";
    public const string Secret = "verysecretverysecretverysecret0";

    public static readonly AlpacaOptions Options = new() { KeyId = KeyId, Secret = Secret };

    public AlpacaSetup(Func<int, Uri, HttpResponseMessage> answer, AlpacaOptions? options = null)
    {
        Server = new StubHandler(Clock) { Answer = answer };
        Provider = new AlpacaProvider(options ?? Options, Server, Clock);
    }

    public VirtualTime Clock { get; } = new();
    public StubHandler Server { get; }
    public AlpacaProvider Provider { get; }

    public static BarRequest Ask(string from, string to, params string[] symbols) =>
        new(
            [.. symbols.Select(s => Symbol.Parse(s))],
            Interval.Minute1,
            ExchangeCalendar.Nyse,
            TestBars.Utc(from),
            TestBars.Utc(to)
        );

    public Task<List<BarPage>> Bars(BarRequest request) =>
        Clock.Finish(Provider.GetBarsAsync(request, default).ToListAsync().AsTask());

    public Task<TFault> Fails<TFault>(BarRequest request)
        where TFault : Exception => Clock.Fails<TFault>(Provider.GetBarsAsync(request, default).ToListAsync().AsTask());

    public static string Bar(string time, double price) =>
        FormattableString.Invariant(
            $$"""{"c":{{price}},"h":{{price + 1}},"l":{{price - 1}},"n":12,"o":{{price}},"t":"{{time}}","v":345,"vw":{{price}}}"""
        );

    public static HttpResponseMessage Page(string bars, string? token = null) =>
        StubHandler.Json($$"""{"bars":{{{bars}}},"next_page_token":{{(token is null ? "null" : $"\"{token}\"")}}}""");

    /// <summary>The parameters of an address.</summary>
    public static Dictionary<string, string> Query(Uri address) =>
        address
            .Query.TrimStart('?')
            .Split('&')
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
}
