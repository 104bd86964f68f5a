using System.Collections.Concurrent;
using System.Net.WebSockets;
using FakeAlpaca.Faults;
using FakeAlpaca.Market;
using FakeAlpaca.Rest;
using Microsoft.AspNetCore.Http;
using Quant.MarketData.Bars;

namespace FakeAlpaca.Stream;

/// <summary><c>/v2/{feed}</c>: accepts streams, and tells them what happens.</summary>
internal sealed class StreamHub(
    FakeAlpacaOptions options,
    FakeFaults faults,
    MadeUpMarket market,
    FakeStatistics statistics
)
{
    private static readonly string[] s_feeds = ["iex", "sip", "delayed_sip", "test"];
    private readonly ConcurrentDictionary<StreamSession, SilencedConnection?> _open = new();
    private readonly StreamAccount _account = new(options, faults);
    private readonly StreamNews _news = new(options, faults, market);

    public static bool IsStream(HttpContext context, out string feed)
    {
        var path = context.Request.Path.Value!;
        feed = path.StartsWith("/v2/", StringComparison.Ordinal) ? path[4..] : "";
        return context.WebSockets.IsWebSocketRequest && Array.IndexOf(s_feeds, feed) >= 0;
    }

    public async Task AcceptAsync(HttpContext context, string feed, CancellationToken stopping)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan }
        );
        var session = new StreamSession(socket, feed, _account, faults);
        _open[session] = context.Features.Get<SilencedConnection>();
        try
        {
            var headers = context.Request.Headers;
            await session.RunAsync(headers[ApiKeys.KeyHeader], headers[ApiKeys.SecretHeader], stopping);
        }
        finally
        {
            _open.TryRemove(session, out _);
        }
    }

    /// <summary>Streams that are open, silent ones included.</summary>
    public int Open => _open.Count;

    /// <summary>Streams that said who they are.</summary>
    public int Authenticated => _account.Sessions.Length;

    /// <summary>Breaks all connections without a word.</summary>
    public void DropAll()
    {
        foreach (var session in _open.Keys)
        {
            _account.Leave(session);
            session.Drop();
        }
    }

    /// <summary>From now on nothing leaves over the open connections.</summary>
    public void SilenceAll()
    {
        foreach (var (session, connection) in _open)
        {
            _account.Leave(session);
            connection?.Silence();
        }
    }

    /// <summary>Ends all, as Alpaca does when a key is no longer good.</summary>
    public Task RevokeAllAsync() => Task.WhenAll(_open.Keys.Select(session => session.EndAsync(402, "auth failed")));

    /// <summary>What is to be told at the end of a minute: its bars, days so far, halts that begin or end now.</summary>
    /// <param name="closedTs">The end of the minute, microseconds UTC.</param>
    public Task PublishMinuteAsync(long closedTs) =>
        TellAsync((channels, feed) => _news.OfMinute(closedTs, channels, feed));

    /// <summary>Bars that have to be told again half a minute after their end.</summary>
    /// <param name="closedTs">The end of the minute, microseconds UTC.</param>
    public Task PublishLateAsync(long closedTs) => TellAsync((channels, feed) => _news.Late(closedTs, channels, feed));

    /// <summary>One bar that is different now.</summary>
    public Task PublishRevisionAsync(string symbol, Bar bar) =>
        TellAsync((channels, feed) => StreamNews.Revision(symbol, bar, channels, feed));

    private Task TellAsync(Func<Channels, string, News> news) =>
        Task.WhenAll(
            _account.Sessions.Select(session =>
            {
                var (messages, bars) = news(session.Channels, session.Feed);
                statistics.CountStreamed(bars);
                return Task.WhenAll(messages.Select(session.PublishAsync));
            })
        );
}
