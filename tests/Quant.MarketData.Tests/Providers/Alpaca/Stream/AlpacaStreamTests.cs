using Quant.MarketData.Bars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca.Stream;
using Quant.MarketData.Providers.Live;
using Quant.MarketData.Tests.Providers.Http;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers.Alpaca.Stream;

public sealed class AlpacaStreamTests : IAsyncLifetime
{
    private static readonly AlpacaStreamOptions s_patience = new() { HandshakeTimeout = TimeSpan.FromDays(10) };

    private readonly WaitingClock _clock = new();
    private readonly StreamServer _server = new();
    private AlpacaStream _stream = null!;
    private IAsyncEnumerator<StreamEvent> _events = null!;
    private readonly List<string> _drops = [];

    public ValueTask InitializeAsync()
    {
        Open(_server, s_patience);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _server.DisposeAsync();
    }

    private void Open(StreamServer server, AlpacaStreamOptions patience, bool crypto = false)
    {
        _stream = new AlpacaStream(
            new Uri(server.Address, "/v2/iex"),
            crypto,
            AlpacaSetup.Options,
            patience,
            (address, cancellation) => AlpacaSocket.ConnectAsync(address, patience.Ping, cancellation),
            _clock.GetUtcNow,
            _clock
        );
        _events = _stream.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
    }

    private Task Subscribe(params string[] symbols) =>
        _stream.SubscribeAsync([.. symbols.Select(s => Symbol.Parse(s))], TestContext.Current.CancellationToken);

    private async Task<StreamEvent> Next()
    {
        do
        {
            Assert.True(await _events.MoveNextAsync());
            if (_events.Current is StreamDisconnected drop)
            {
                _drops.Add(drop.Reason);
            }
        } while (_events.Current is StreamDisconnected);
        return _events.Current;
    }

    private async Task<StreamServer.Peer> Connected(long? missedFrom = null)
    {
        await Subscribe("AAPL");
        var next = Next();
        var peer = await _server.NextAsync();
        await peer.GreetAsync();
        Assert.Equal(new StreamConnected(missedFrom), await next);
        return peer;
    }

    private static string Bar(string kind, string minute, double price) =>
        "{\"T\":\"" + kind + "\",\"S\":\"AAPL\"," + AlpacaSetup.Bar($"2024-03-08T{minute}:00Z", price)[1..];

    private static Bar Expected(string minute, double price) =>
        new(Utc($"2024-03-08 {minute}"), price, price + 1, price - 1, price, 345, price, 12);

    [Fact]
    public async Task It_connects_once_there_are_symbols_authenticates_and_subscribes()
    {
        var next = Next();
        await Subscribe("MSFT", "AAPL", "BRK.B");
        var peer = await _server.NextAsync();
        Assert.Equal("/v2/iex", peer.Path);
        Assert.Equal(["AAPL", "BRK.B", "MSFT"], await peer.GreetAsync());
        Assert.Equal(new StreamConnected(null), await next);
    }

    [Fact]
    public async Task Bars_their_later_versions_the_day_so_far_and_halts_are_told_in_order()
    {
        var peer = await Connected();
        await peer.SendAsync($"[{Bar("b", "14:59", 170)},{Bar("u", "14:58", 169)}]");
        await peer.SendAsync($"[{Bar("d", "05:00", 168)},{Bar("t", "15:00", 1)}]");
        await peer.SendAsync(
            """
            [{"T":"s","S":"AAPL","sc":"H","sm":"Trading Halt","rc":"T12","rm":"News Pending","t":"2024-03-08T15:00:30Z","z":"C"},
             {"T":"s","S":"AAPL","sc":"Q","sm":"Quotation Resumption","t":"2024-03-08T15:05:00Z","z":"C"},
             {"T":"s","S":"AAPL","sc":"T","sm":"Trading Resumption","rc":"","rm":"","t":"2024-03-08T15:05:30Z","z":"C"}]
            """
        );
        Assert.Equal(new StreamBar(Aapl, Expected("14:59", 170), false), await Next());
        Assert.Equal(new StreamBar(Aapl, Expected("14:58", 169), true), await Next());
        Assert.Equal(new StreamDailyBar(Aapl, Expected("05:00", 168)), await Next());
        var halt = new StreamHalt(Aapl, Utc("2024-03-08 15:00:30"), true, "Trading Halt; News Pending; T12");
        Assert.Equal(halt, await Next());
        Assert.Equal(new StreamHalt(Aapl, Utc("2024-03-08 15:05:30"), false, "Trading Resumption"), await Next());
    }

    [Fact]
    public async Task A_message_in_many_frames_is_put_together()
    {
        var peer = await Connected();
        var message = $"[{string.Join(',', Enumerable.Range(0, 2000).Select(_ => Bar("b", "14:59", 170)))}]";
        for (var at = 0; at < message.Length; at += 10_000)
        {
            var end = Math.Min(at + 10_000, message.Length);
            await peer.SendAsync(message[at..end], last: end == message.Length);
        }
        for (var i = 0; i < 2000; i++)
        {
            Assert.Equal(new StreamBar(Aapl, Expected("14:59", 170), false), await Next());
        }
    }

    [Theory]
    [InlineData("[{\"T\":\"b\",\"S\":\"AAPL\",\"t\":\"yesterday\"}]", "a bar of AAPL: t is 'yesterday'")]
    [InlineData("[{\"T\":\"b\",\"S\":\"no symbol\"}]", "'no symbol'")]
    [InlineData("[{\"T\":\"s\",\"S\":\"AAPL\",\"sc\":\"H\"}]", "a trading status")]
    [InlineData("[{\"S\":\"AAPL\"}]", "without T")]
    [InlineData("{\"T\":\"b\"}", "a message")]
    [InlineData("[{\"T\":\"b\"", "a message")]
    public async Task What_cannot_be_read_is_told_and_the_stream_goes_on(string message, string reason)
    {
        var peer = await Connected();
        await peer.SendAsync(message);
        await peer.SendAsync($"[{Bar("b", "14:59", 170)}]");
        Assert.Contains(reason, Assert.IsType<StreamUnreadable>(await Next()).Reason, StringComparison.Ordinal);
        Assert.IsType<StreamBar>(await Next());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_drop_it_connects_again_and_says_what_may_have_been_missed(bool politely)
    {
        var peer = await Connected();
        await peer.SendAsync($"[{Bar("b", "14:58", 170)},{Bar("b", "14:59", 170)},{Bar("u", "14:57", 170)}]");
        Assert.IsType<StreamBar>(await Next());
        Assert.IsType<StreamBar>(await Next());
        Assert.IsType<StreamBar>(await Next());
        await Drop(peer, politely);
        var next = Next();
        peer = await _clock.Finish(_server.NextAsync().AsTask());
        Assert.Equal(["AAPL"], await peer.GreetAsync());
        Assert.Equal(new StreamConnected(Utc("2024-03-08 14:58")), await next);
        Assert.NotEmpty(Assert.Single(_drops));

        // Nothing came meanwhile: what was missed begins where it began before.
        await Drop(peer, politely);
        next = Next();
        peer = await _clock.Finish(_server.NextAsync().AsTask());
        await peer.GreetAsync();
        Assert.Equal(new StreamConnected(Utc("2024-03-08 14:58")), await next);
    }

    private static Task Drop(StreamServer.Peer peer, bool politely)
    {
        if (politely)
        {
            return peer.CloseAsync();
        }
        peer.Break();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Before_the_first_bar_what_was_missed_begins_before_the_first_connection()
    {
        var peer = await Connected();
        peer.Break();
        var next = Next();
        peer = await _clock.Finish(_server.NextAsync().AsTask());
        await peer.GreetAsync();
        Assert.Equal(new StreamConnected(Utc("2024-03-08 14:58")), await next);
    }

    [Fact]
    public async Task Waits_between_attempts_grow_to_a_minute_and_are_jittered()
    {
        await Subscribe("AAPL");
        var next = Next();
        for (var i = 0; i < 20; i++)
        {
            (await _clock.Finish(_server.NextAsync().AsTask())).Break();
        }
        // Of 1, 2, 4 … up to 60 seconds a half at least, and not always the same part.
        var parts = _clock.Passed.Select((wait, i) => wait.TotalSeconds / Math.Min(Math.Pow(2, i), 60)).ToList();
        Assert.Equal(19, parts.Count);
        Assert.All(parts, part => Assert.InRange(part, 0.499, 1.001));
        Assert.True(parts.Max() - parts.Min() > 0.05);
        Assert.False(next.IsCompleted);
    }

    [Theory]
    [InlineData(402, "auth failed", "APCA_API_KEY_ID and APCA_API_SECRET_KEY")]
    [InlineData(409, "insufficient subscription", "QUANT_ALPACA_FEED")]
    [InlineData(400, "invalid syntax", "does not understand")]
    public async Task A_refusal_is_explained_and_ends_the_stream(int code, string message, string says)
    {
        await Subscribe("AAPL");
        var next = Next();
        var peer = await _server.NextAsync();
        await peer.SendAsync("""[{"T":"success","msg":"connected"}]""");
        await peer.ReceiveAsync();
        await peer.SendAsync($$"""[{"T":"error","code":{{code}},"msg":"{{message}}"}]""");
        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(() => next);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(AlpacaSetup.Secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_symbols_than_the_plan_allows_end_the_stream_also_when_they_come_later()
    {
        var peer = await Connected();
        var subscribing = Subscribe("AAPL", "MSFT");
        await peer.SendAsync("""[{"T":"error","code":405,"msg":"symbol limit exceeded"}]""");
        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(Next);
        Assert.Contains("more symbols than the plan allows", fault.Message, StringComparison.Ordinal);
        await subscribing;
    }

    [Theory]
    [InlineData(404)]
    [InlineData(407)]
    [InlineData(500)]
    public async Task A_fault_of_the_server_is_a_drop(int code)
    {
        var peer = await Connected();
        await peer.SendAsync($$"""[{"T":"error","code":{{code}},"msg":"oops"}]""");
        var next = Next();
        peer = await _clock.Finish(_server.NextAsync().AsTask());
        await peer.GreetAsync();
        Assert.IsType<StreamConnected>(await next);
    }

    [Fact]
    public async Task Another_connection_of_the_account_is_put_up_with_for_a_while()
    {
        await Subscribe("AAPL");
        var next = Next();
        var attempts = 0;
        while (!next.IsCompleted)
        {
            var connection = _server.NextAsync().AsTask();
            await _clock.Until(Task.WhenAny(connection, next));
            if (connection.IsCompletedSuccessfully)
            {
                attempts++;
                await (await connection).SendAsync("""[{"T":"error","code":406,"msg":"connection limit exceeded"}]""");
            }
        }
        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(() => next);
        Assert.Contains("another connection of this account", fault.Message, StringComparison.Ordinal);
        Assert.InRange(attempts, 5, 60);
        Assert.True(_clock.GetUtcNow() - VirtualTime.Begin >= TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_feed_without_statuses_still_gives_bars()
    {
        await Subscribe("AAPL");
        var next = Next();
        var peer = await _server.NextAsync();
        await peer.GreetAsync(statuses: false);
        Assert.True((await peer.ReceiveAsync()).TryGetProperty("statuses", out _));
        await peer.SendAsync("""[{"T":"error","code":410,"msg":"invalid subscribe action for this feed"}]""");
        Assert.IsType<StreamConnected>(await next);
        await peer.SendAsync($"[{Bar("b", "14:59", 170)}]");
        Assert.IsType<StreamBar>(await Next());
    }

    [Fact]
    public async Task Symbols_change_while_it_is_connected_and_stay_changed_after_a_drop()
    {
        var peer = await Connected();
        // What is read confirms what is subscribed to.
        var next = Next();
        var subscribing = Subscribe("MSFT", "QQQ");
        string[] bars = ["bars", "updatedBars", "dailyBars"];
        Assert.Equal(["AAPL"], Names(await peer.ReceiveAsync(), "unsubscribe", bars));
        Assert.Equal(["AAPL"], Names(await peer.ReceiveAsync(), "unsubscribe", "statuses"));
        Assert.Equal(["MSFT", "QQQ"], Names(await peer.ReceiveAsync(), "subscribe", bars));
        Assert.Equal(["MSFT", "QQQ"], Names(await peer.ReceiveAsync(), "subscribe", "statuses"));
        for (var i = 0; i < 4; i++)
        {
            Assert.False(subscribing.IsCompleted);
            await peer.SendAsync("""[{"T":"subscription","bars":["MSFT","QQQ"]}]""");
        }
        await subscribing;
        peer.Break();
        peer = await _clock.Finish(_server.NextAsync().AsTask());
        Assert.Equal(["MSFT", "QQQ"], await peer.GreetAsync());
        await next;
    }

    [Fact]
    public async Task Without_symbols_it_hangs_up_and_with_new_ones_it_connects_again()
    {
        var peer = await Connected();
        var next = Next();
        await Subscribe();
        await Assert.ThrowsAnyAsync<Exception>(() => _clock.Finish(peer.ReceiveAsync()));
        await Subscribe("MSFT");
        peer = await _clock.Finish(_server.NextAsync().AsTask());
        Assert.Equal(["MSFT"], await peer.GreetAsync());
        Assert.IsType<StreamConnected>(await next);
        Assert.Empty(_drops);
    }

    private static string[] Names(System.Text.Json.JsonElement message, string action, params string[] channels) =>
        StreamServer.Peer.Names(message, action, channels);

    [Fact]
    public async Task A_server_that_stays_silent_is_left_after_the_time_for_greetings()
    {
        await _stream.DisposeAsync();
        Open(_server, new AlpacaStreamOptions { HandshakeTimeout = TimeSpan.FromSeconds(15) });
        await Subscribe("AAPL");
        var next = Next();
        await _server.NextAsync();
        // The time for greetings, and the wait before another attempt.
        await _clock.Pass(2);
        await _server.NextAsync();
        Assert.Equal(TimeSpan.FromSeconds(15), _clock.Passed[0]);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task A_connection_nobody_answers_on_is_noticed_and_replaced()
    {
        await _stream.DisposeAsync();
        Open(_server, s_patience with { Ping = TimeSpan.FromMilliseconds(50) });
        // The server's end reads nothing after the greeting, so that no ping is answered.
        await Connected();
        var next = Next();
        var peer = await _clock.Finish(_server.NextAsync().AsTask());
        await peer.GreetAsync();
        Assert.IsType<StreamConnected>(await next);
    }

    [Fact]
    public async Task A_message_larger_than_allowed_is_told_and_ends_the_connection()
    {
        await _stream.DisposeAsync();
        Open(_server, s_patience with { MaxMessageBytes = 1 << 20 });
        var peer = await Connected();
        var sending = peer.SendAsync($"[\"{new string('x', 3 << 20)}\"]");
        Assert.Contains(
            "larger than 1 MiB",
            Assert.IsType<StreamUnreadable>(await Next()).Reason,
            StringComparison.Ordinal
        );
        var next = Next();
        peer = await _clock.Finish(_server.NextAsync().AsTask());
        await peer.GreetAsync();
        Assert.IsType<StreamConnected>(await next);
        await Task.WhenAny(sending);
    }

    [Theory]
    [InlineData(401, "APCA_API_KEY_ID")]
    [InlineData(404, "QUANT_ALPACA_FEED")]
    public async Task A_server_that_has_no_such_stream_is_a_refusal(int status, string says)
    {
        await using var server = new StreamServer(status);
        await _stream.DisposeAsync();
        Open(server, s_patience);
        await Subscribe("AAPL");
        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(Next);
        Assert.Equal(status, fault.Status);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stocks_and_pairs_do_not_share_a_stream()
    {
        var fault = await Assert.ThrowsAsync<BadInputException>(() => Subscribe("AAPL", "BTC/USD"));
        Assert.Equal("symbols", fault.Field);
        await _stream.DisposeAsync();
        Open(_server, s_patience, crypto: true);
        await Subscribe("BTC/USD");
        var next = Next();
        var peer = await _server.NextAsync();
        Assert.Equal(["BTC/USD"], await peer.GreetAsync(statuses: false));
        Assert.IsType<StreamConnected>(await next);
    }

    [Fact]
    public async Task Reading_ends_when_it_is_cancelled_and_can_begin_again()
    {
        var peer = await Connected();
        using var cancel = new CancellationTokenSource();
        await _events.DisposeAsync();
        _events = _stream.ReadAsync(cancel.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = Next();
        peer = await _server.NextAsync();
        await peer.GreetAsync();
        // A second reader of the same stream has missed what came between.
        Assert.Equal(new StreamConnected(Utc("2024-03-08 14:58")), await next);
        next = Next();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }
}
