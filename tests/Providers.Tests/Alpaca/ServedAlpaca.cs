using FakeAlpaca;
using Microsoft.Extensions.Time.Testing;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Sessions;

namespace Quant.Providers.Tests.Alpaca;

/// <summary>The product's provider, connected to a server whose clock the test moves.</summary>
internal sealed class ServedAlpaca : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler = ProviderHttp.CreateHandler();

    private ServedAlpaca(FakeAlpacaServer server, FakeTimeProvider time, AlpacaOptions options, TimeProvider clock)
    {
        (Server, Time, Options) = (server, time, options);
        Provider = new AlpacaProvider(options, _handler, clock);
    }

    /// <summary>The server's clock.</summary>
    public FakeTimeProvider Time { get; }
    public FakeAlpacaServer Server { get; }
    public AlpacaOptions Options { get; }
    public AlpacaProvider Provider { get; }

    public static Symbol Symbol(string text) => MarketData.Bars.Symbol.Parse(text);

    /// <param name="server">Changes the server's settings.</param>
    /// <param name="client">Changes the provider's settings.</param>
    /// <param name="now">The server's time, New York.</param>
    /// <param name="sharedClock">The provider uses the server's clock; else the machine's.</param>
    public static async Task<ServedAlpaca> StartAsync(
        Func<FakeAlpacaOptions, FakeAlpacaOptions>? server = null,
        Func<AlpacaOptions, AlpacaOptions>? client = null,
        string now = "2024-06-12 12:00",
        bool sharedClock = false
    )
    {
        var time = Clock.At(now);
        var settings = new FakeAlpacaOptions { Time = time, RequestsPerMinute = 100_000 };
        var started = await FakeAlpacaServer.StartAsync(
            server?.Invoke(settings) ?? settings,
            TestContext.Current.CancellationToken
        );
        var options = new AlpacaOptions
        {
            KeyId = FakeAlpacaOptions.DefaultKeyId,
            Secret = FakeAlpacaOptions.DefaultSecretKey,
            Feed = AlpacaFeed.Sip,
            DataUrl = started.BaseAddress,
            TradingUrl = started.BaseAddress,
            StreamUrl = started.StreamAddress,
            RequestsPerMinute = 100_000,
            Asking = new AskerOptions
            {
                FirstDelay = TimeSpan.FromMilliseconds(1),
                LongestDelay = TimeSpan.FromMilliseconds(20),
            },
        };
        return new ServedAlpaca(
            started,
            time,
            client?.Invoke(options) ?? options,
            sharedClock ? time : TimeProvider.System
        );
    }

    public static BarRequest Request(string symbols, string from, string to, Interval? interval = null) =>
        new(
            [.. symbols.Split(',').Select(Symbol)],
            interval ?? Interval.Minute1,
            symbols.Contains('/') ? ExchangeCalendar.AlwaysOpen : ExchangeCalendar.Nyse,
            Clock.NewYork(from),
            Clock.NewYork(to)
        );

    /// <summary>All bars as they were sent, by symbol.</summary>
    public async Task<Dictionary<string, List<Bar>>> SentAsync(BarRequest request)
    {
        var sent = new Dictionary<string, List<Bar>>();
        await foreach (var page in Provider.GetBarsAsync(request, TestContext.Current.CancellationToken))
        {
            if (!sent.TryGetValue(page.Symbol.ToString(), out var bars))
            {
                sent[page.Symbol.ToString()] = bars = [];
            }
            bars.AddRange(page.Bars);
        }
        return sent;
    }

    /// <summary>Bars of one symbol, judged as the product does before it stores them.</summary>
    public async Task<Delivery> JudgedAsync(BarRequest request)
    {
        var delivered = new DeliveredBars(
            request.Symbols[0],
            request.Interval,
            request.Calendar,
            TradingSessions.All,
            new IngestWindowSpan(request.FromTs, request.ToTs),
            Time
        );
        await foreach (var page in Provider.GetBarsAsync(request, TestContext.Current.CancellationToken))
        {
            delivered.Add(page);
        }
        return delivered.Judge(Provider.Source);
    }

    /// <summary>What is true: the bars of one symbol as the server has them.</summary>
    public IReadOnlyList<Bar> True(BarRequest request) =>
        Server.BarsOf(request.Symbols[0].ToString(), request.FromTs, request.ToTs);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _handler.Dispose();
    }
}

internal static class BarSeriesExtensions
{
    public static Bar[] ToBars(this BarSeries series) => [.. Enumerable.Range(0, series.Count).Select(i => series[i])];
}
