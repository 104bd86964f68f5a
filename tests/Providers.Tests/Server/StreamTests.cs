using System.Net.WebSockets;
using System.Text.Json;
using FakeAlpaca;
using Microsoft.Extensions.Time.Testing;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Providers.Tests.Server;

/// <summary>The WebSocket as Alpaca documents it.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private const string Bars = """{"action":"subscribe","bars":["AAPL","SPY"]}""";
    private readonly FakeTimeProvider _time = Clock.At("2024-06-12 12:00");
    private FakeAlpacaServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await FakeAlpacaServer.StartAsync(
            new FakeAlpacaOptions { Time = _time },
            TestContext.Current.CancellationToken
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("""{"action":"subscribe","bars":["AAPL"]}""", 401, "not authenticated")]
    [InlineData("""{"action":"auth","key":"no","secret":"no"}""", 402, "auth failed")]
    [InlineData("""{"action":"dance"}""", 400, "invalid syntax")]
    [InlineData("""not json""", 400, "invalid syntax")]
    [InlineData("""{"action":"auth","key":1}""", 400, "invalid syntax")]
    [InlineData("""{"action":"subscribe","bars":"AAPL"}""", 400, "invalid syntax")]
    public async Task What_is_not_allowed_has_a_code(string message, int code, string text)
    {
        using var stream = await RawStream.ConnectAsync(_server);

        var answer = await stream.AskAsync(message);

        Assert.Equal("error", answer.GetProperty("T").GetString());
        Assert.Equal((code, text), (answer.GetProperty("code").GetInt32(), answer.GetProperty("msg").GetString()));
    }

    [Fact]
    public async Task Twice_authenticated_is_403_and_a_second_connection_406()
    {
        using var first = await RawStream.OpenAsync(_server, Bars);
        Assert.Equal(403, (await first.AuthenticateAsync()).GetProperty("code").GetInt32());

        using var second = await RawStream.ConnectAsync(_server);
        Assert.Equal(406, (await second.AuthenticateAsync()).GetProperty("code").GetInt32());
        await Assert.ThrowsAsync<WebSocketException>(second.TextAsync);
    }

    [Fact]
    public async Task Who_does_not_say_who_he_is_in_ten_seconds_is_sent_away()
    {
        using var stream = await RawStream.ConnectAsync(_server);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(404, (await stream.NextAsync()).GetProperty("code").GetInt32());
        await Assert.ThrowsAsync<WebSocketException>(stream.TextAsync);
    }

    [Fact]
    public async Task Subscriptions_add_up_and_are_confirmed_whole()
    {
        using var stream = await RawStream.OpenAsync(_server, Bars);

        var more = await stream.AskAsync("""{"action":"subscribe","bars":["QQQ"],"statuses":["*"]}""");
        Assert.Equal("""["AAPL","QQQ","SPY"]""", more.GetProperty("bars").GetRawText());
        Assert.Equal("""["*"]""", more.GetProperty("statuses").GetRawText());

        var less = await stream.AskAsync("""{"action":"unsubscribe","bars":["AAPL","SPY"]}""");
        Assert.Equal("""["QQQ"]""", less.GetProperty("bars").GetRawText());
    }

    [Fact]
    public async Task Bars_come_as_they_close_by_the_clock_and_are_those_of_REST()
    {
        using var stream = await RawStream.OpenAsync(_server, Bars);
        using var client = new RawClient(_server);
        for (var minute = 0; minute < 5; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            var latest = (await client.GetAsync("v2/stocks/bars/latest?symbols=AAPL,SPY&feed=sip")).GetProperty("bars");
            foreach (var symbol in new[] { "AAPL", "SPY" })
            {
                var bar = await stream.NextAsync();
                Assert.Equal(("b", symbol), (bar.GetProperty("T").GetString(), bar.GetProperty("S").GetString()));
                Assert.Equal(RawClient.Read(latest.GetProperty(symbol)), RawClient.Read(bar));
                Assert.Equal(UnixMicros.From(_time.GetUtcNow()) - UnixMicros.PerMinute, RawClient.Read(bar).Ts);
            }
        }
        Assert.Equal(10, _server.Statistics.BarsStreamed);
    }

    [Fact]
    public async Task Late_versions_come_half_a_minute_later_and_are_those_of_REST_then()
    {
        using var stream = await RawStream.OpenAsync(_server, """{"action":"subscribe","updatedBars":["AAPL"]}""");
        for (var second = 0; second < 60 * 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        var update = await stream.NextAsync();

        var final = RawClient.Read(update);
        Assert.Equal("u", update.GetProperty("T").GetString());
        Assert.Equal([final], _server.BarsOf("AAPL", final.Ts, final.Ts + UnixMicros.PerMinute));
    }

    [Fact]
    public async Task A_minute_can_be_published_by_hand_with_the_day_so_far()
    {
        using var stream = await RawStream.OpenAsync(
            _server,
            """{"action":"subscribe","bars":["SPY"],"dailyBars":["SPY"]}"""
        );

        await _server.PublishAsync(Clock.NewYork("2024-06-12 09:32"));

        var bar = RawClient.Read(await stream.NextAsync());
        var day = await stream.NextAsync();
        Assert.Equal(Clock.NewYork("2024-06-12 09:31"), bar.Ts);
        Assert.Equal("d", day.GetProperty("T").GetString());
        Assert.Equal(Clock.NewYork("2024-06-12 00:00"), RawClient.Read(day).Ts);
        Assert.Equal(bar.Close, RawClient.Read(day).Close);
    }

    [Fact]
    public async Task Halts_are_told_when_they_begin_and_end_and_have_no_bars()
    {
        var (from, to) = (Clock.NewYork("2024-06-12 12:02"), Clock.NewYork("2024-06-12 12:04"));
        _server.Faults.Market.Halt("SPY", from, to, "News pending");
        using var stream = await RawStream.OpenAsync(
            _server,
            """{"action":"subscribe","bars":["SPY"],"statuses":["SPY"]}"""
        );
        for (var minute = 0; minute < 5; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        var told = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var element = await stream.NextAsync();
            var at = Clock.Utc(element.GetProperty("t").GetString()!);
            var kind = element.GetProperty("T").GetString() == "s" ? element.GetProperty("sc").GetString() : "bar";
            told.Add($"{kind} {(at - Clock.NewYork("2024-06-12 12:00")) / UnixMicros.PerMinute}");
        }

        Assert.Equal(["bar 0", "bar 1", "H 2", "T 4", "bar 4"], told);
    }

    [Fact]
    public async Task A_revision_is_told_at_once()
    {
        using var stream = await RawStream.OpenAsync(_server, """{"action":"subscribe","updatedBars":["*"]}""");
        var bar = new Bar(Clock.NewYork("2024-06-10 10:00"), 10, 12, 9, 11, 77, 10.5, 3);

        _server.Faults.Market.Revise("XYZ", bar);

        Assert.Equal(bar, RawClient.Read(await stream.NextAsync()));
    }

    [Fact]
    public async Task Fragmented_messages_come_in_many_frames_and_broken_ones_are_no_JSON()
    {
        using var stream = await RawStream.OpenAsync(_server, Bars);
        _server.Faults.Stream.FragmentBytes = 10;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, JsonDocument.Parse(await stream.TextAsync()).RootElement.GetArrayLength());
        Assert.True(stream.Frames > 10);

        _server.Faults.Stream.MalformNext(1);
        _time.Advance(TimeSpan.FromMinutes(1));
        var broken = await stream.TextAsync();
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(broken));
    }

    [Fact]
    public async Task Dropped_streams_break_and_another_may_be_opened_at_once()
    {
        using var first = await RawStream.OpenAsync(_server, Bars);

        _server.DropStreams();

        await Assert.ThrowsAnyAsync<WebSocketException>(first.TextAsync);
        using var second = await RawStream.OpenAsync(_server, Bars);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("b", (await second.NextAsync()).GetProperty("T").GetString());
    }

    [Fact]
    public async Task Silenced_streams_say_nothing_more_and_others_do()
    {
        using var first = await RawStream.OpenAsync(_server, Bars);
        _server.SilenceStreams();
        using var second = await RawStream.OpenAsync(_server, Bars);
        var silent = first.TextAsync();

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("b", (await second.NextAsync()).GetProperty("T").GetString());

        Assert.False(silent.IsCompleted);
        first.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => silent);
    }

    [Fact]
    public async Task Revoked_keys_end_streams_with_a_reason()
    {
        using var stream = await RawStream.OpenAsync(_server, Bars);

        await _server.RevokeKeysAsync();

        Assert.Equal(402, (await stream.NextAsync()).GetProperty("code").GetInt32());
        await Assert.ThrowsAsync<WebSocketException>(stream.TextAsync);
    }

    [Fact]
    public async Task A_feed_that_the_account_does_not_have_is_409()
    {
        await using var server = await FakeAlpacaServer.StartAsync(
            new FakeAlpacaOptions
            {
                Time = _time,
                Feeds = new HashSet<string> { "iex" },
            },
            TestContext.Current.CancellationToken
        );
        using var stream = await RawStream.ConnectAsync(server);

        Assert.Equal(409, (await stream.AuthenticateAsync()).GetProperty("code").GetInt32());
    }
}
