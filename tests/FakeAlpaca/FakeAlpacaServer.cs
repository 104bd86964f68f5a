using System.Net;
using FakeAlpaca.Faults;
using FakeAlpaca.Market;
using FakeAlpaca.Rest;
using FakeAlpaca.Stream;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace FakeAlpaca;

/// <summary>
/// A server on loopback that answers as Alpaca's market data API does, REST and WebSocket, over a market that is made up.
/// It writes nothing to the console and installs no signal handlers.
/// </summary>
public sealed class FakeAlpacaServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping;
    private readonly StreamHub _hub;
    private readonly MadeUpMarket _market;
    private readonly FakeAlpacaOptions _options;
    private readonly MinuteClock? _clock;

    private FakeAlpacaServer(
        WebApplication app,
        CancellationTokenSource stopping,
        FakeAlpacaOptions options,
        FakeFaults faults,
        FakeStatistics statistics,
        MadeUpMarket market,
        StreamHub hub
    )
    {
        (_app, _stopping, _options, _hub, _market) = (app, stopping, options, hub, market);
        (Faults, Statistics) = (faults, statistics);
        BaseAddress = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        );
        StreamAddress = new UriBuilder(BaseAddress) { Scheme = "ws" }.Uri;
        faults.Market.Revised += OnRevised;
        _clock = options.PublishByClock ? new MinuteClock(hub, options.Time) : null;
    }

    /// <summary>Of REST, data and trading API alike: <c>http://127.0.0.1:…/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Of streams, to which <c>v2/{feed}</c> is added: <c>ws://127.0.0.1:…/</c>.</summary>
    public Uri StreamAddress { get; }

    /// <summary>What goes wrong, from now on.</summary>
    public FakeFaults Faults { get; }

    public FakeStatistics Statistics { get; }

    /// <summary>Streams that are open, silent ones included.</summary>
    public int OpenStreams => _hub.Open;

    /// <summary>Streams that have said who they are and can be told something.</summary>
    public int AuthenticatedStreams => _hub.Authenticated;

    /// <summary>Starts a server.</summary>
    /// <exception cref="BadInputException">An option out of range, or the port is taken.</exception>
    public static async Task<FakeAlpacaServer> StartAsync(FakeAlpacaOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var (faults, statistics, market) = (
            new FakeFaults(),
            new FakeStatistics(),
            new MadeUpMarket(options.CachedDays, options.LeastTradesPerMinute)
        );
        var hub = new StreamHub(options, faults, market, statistics);
        var stopping = new CancellationTokenSource();
        var app = Build(options, faults);
        var api = new ApiApp(options, faults, statistics, market, hub, stopping.Token);
        app.UseWebSockets();
        app.Run(api.HandleAsync);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception fault)
        {
            stopping.Dispose();
            await app.DisposeAsync();
            throw fault is IOException { InnerException: AddressInUseException }
                ? new BadInputException("port", options.Port, $"a port of loopback that is free ({fault.Message})")
                : fault;
        }
        return new FakeAlpacaServer(app, stopping, options, faults, statistics, market, hub);
    }

    /// <summary>The bars a client that asks now is to have in the end: closed minutes of a symbol, feed <c>sip</c>, raw.</summary>
    /// <param name="symbol">Upper case.</param>
    /// <param name="fromTs">First start, microseconds UTC.</param>
    /// <param name="toTs">Last start, exclusive.</param>
    public IReadOnlyList<Bar> BarsOf(string symbol, long fromTs, long toTs) =>
        BarsPage
            .Of(
                new BarsQuery
                {
                    Symbols = [symbol],
                    Timeframe = Timeframe.Minute1,
                    FromTs = fromTs,
                    ToTs = toTs - 1,
                    Limit = int.MaxValue,
                    Adjustment = "raw",
                    Feed = "sip",
                    Descending = false,
                },
                new MarketView(_market, Faults.Market, UnixMicros.From(_options.Time.GetUtcNow()))
            )
            .Bars.Select(pair => pair.Bars)
            .FirstOrDefault()
        ?? [];

    /// <summary>Tells streams what there is to tell at the end of a minute, whatever the clock says.</summary>
    /// <param name="closedTs">The end of the minute, microseconds UTC.</param>
    /// <returns>Done when everything has been sent.</returns>
    public async Task PublishAsync(long closedTs)
    {
        await _hub.PublishMinuteAsync(closedTs);
        await _hub.PublishLateAsync(closedTs);
    }

    /// <summary>Breaks all streams without a word.</summary>
    public void DropStreams() => _hub.DropAll();

    /// <summary>All streams stay open, but nothing leaves the server over them any more, answers to pings included.</summary>
    public void SilenceStreams() => _hub.SilenceAll();

    /// <summary>The keys are good no longer: requests are refused, streams told so and ended.</summary>
    public Task RevokeKeysAsync()
    {
        Faults.KeysRevoked = true;
        return _hub.RevokeAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Faults.Market.Revised -= OnRevised;
        _clock?.Dispose();
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    // A slow client is sent away by its session; nobody waits for it here.
    private void OnRevised(string symbol, Bar bar) => _ = _hub.PublishRevisionAsync(symbol, bar);

    private static WebApplication Build(FakeAlpacaOptions options, FakeFaults faults)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = [] }
        );
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(
                IPAddress.Loopback,
                options.Port,
                listen =>
                    listen.Use(next =>
                        connection =>
                        {
                            if (faults.OutageAt(options.Time.GetUtcNow()) == OutageKind.Refused)
                            {
                                connection.Abort();
                                return Task.CompletedTask;
                            }
                            var silenced = new SilencedConnection(connection.Transport);
                            connection.Transport = silenced;
                            connection.Features.Set(silenced);
                            return next(connection);
                        }
                    )
            );
        });
        return builder.Build();
    }

    /// <summary>Ends when its owner says so, not by signals.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
