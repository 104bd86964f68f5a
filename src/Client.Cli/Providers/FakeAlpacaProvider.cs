using FakeAlpaca;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Live;

namespace Quant.Client.Cli.Providers;

/// <summary>
/// The Alpaca client over a server of this process that makes its market up: everything of Alpaca but the key and the
/// truth. The server starts when it is first asked.
/// </summary>
internal sealed class FakeAlpacaProvider
    : IBarProvider,
        ICorporateActionProvider,
        IMarketClockProvider,
        IBarStreamProvider,
        IProviderClock,
        IAsyncDisposable
{
    public const string ProviderName = "fake-alpaca";

    /// <summary>No limit of the made-up account shall be what a demo waits for.</summary>
    private const int RequestsPerMinute = 6000;

    private readonly Lazy<Task<(FakeAlpacaServer Server, AlpacaProvider Client)>> _started;

    public FakeAlpacaProvider(HttpMessageHandler handler, TimeProvider time) =>
        _started = new(() => StartAsync(handler, time));

    public string Name => ProviderName;

    public string Source => ProviderName;

    public ProviderCapabilities Capabilities { get; } =
        new()
        {
            Intervals = [.. Interval.All],
            Calendars = [ExchangeCalendar.Nyse.Name],
            EarliestDate = new DateOnly(2016, 1, 4),
            SymbolsPerRequest = 100,
            ExtendedHours = true,
            Synthetic = true,
        };

    public TimeSpan? ClockSkew =>
        _started is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } made }
            ? made.Result.Client.ClockSkew
            : null;

    public async IAsyncEnumerable<BarPage> GetBarsAsync(
        BarRequest request,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var (_, client) = await _started.Value.WaitAsync(cancellation);
        await foreach (var page in client.GetBarsAsync(request, cancellation))
        {
            yield return page;
        }
    }

    public async Task<IReadOnlyList<AnnouncedAction>> GetActionsAsync(
        Symbol symbol,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var (_, client) = await _started.Value.WaitAsync(cancellation);
        var told = await client.GetActionsAsync(symbol, from, to, cancellation);
        return [.. told.Select(action => action with { Source = Name })];
    }

    public async Task<MarketClock> GetClockAsync(CancellationToken cancellation) =>
        await (await _started.Value.WaitAsync(cancellation)).Client.GetClockAsync(cancellation);

    public IBarStream OpenStream() => new LateStream(_started.Value);

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            await (await _started.Value).Server.DisposeAsync();
        }
    }

    private static async Task<(FakeAlpacaServer, AlpacaProvider)> StartAsync(
        HttpMessageHandler handler,
        TimeProvider time
    )
    {
        var server = await FakeAlpacaServer.StartAsync(
            new FakeAlpacaOptions { RequestsPerMinute = RequestsPerMinute, Time = time },
            CancellationToken.None
        );
        var options = new AlpacaOptions
        {
            KeyId = FakeAlpacaOptions.DefaultKeyId,
            Secret = FakeAlpacaOptions.DefaultSecretKey,
            DataUrl = server.BaseAddress,
            TradingUrl = server.BaseAddress,
            StreamUrl = server.StreamAddress,
            RequestsPerMinute = RequestsPerMinute,
        };
        return (server, new AlpacaProvider(options, handler, time));
    }
}
