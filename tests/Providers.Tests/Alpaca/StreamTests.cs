using FakeAlpaca;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca.Stream;
using Quant.MarketData.Providers.Live;
using Quant.Specs;

namespace Quant.Providers.Tests.Alpaca;

/// <summary>The product's stream against the server: what is sent comes, and what was missed is told.</summary>
public sealed class StreamTests
{
    private static readonly Symbol[] s_symbols = [ServedAlpaca.Symbol("AAPL"), ServedAlpaca.Symbol("SPY")];

    [Fact]
    public async Task Bars_and_their_later_versions_come_in_order()
    {
        await using var alpaca = await StartAsync();
        await using var heard = Heard.Open(alpaca);
        Assert.Null((await heard.NextAsync<StreamConnected>()).MissedFromTs);
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 11:31"));

        foreach (var symbol in s_symbols)
        {
            var bar = await heard.NextAsync<StreamBar>();
            Assert.Equal((symbol, false), (bar.Symbol, bar.Revised));
            Assert.Equal(Clock.NewYork("2024-06-12 11:30"), bar.Bar.Ts);
        }
        var revised = alpaca.Server.BarsOf("SPY", Clock.NewYork("2024-06-12 10:00"), Clock.NewYork("2024-06-12 10:01"))[
            0
        ] with
        {
            Volume = 1,
            TradeCount = 1,
        };
        alpaca.Server.Faults.Market.Revise("SPY", revised);

        var update = await heard.NextAsync<StreamBar>(e => e is StreamBar { Revised: true });
        Assert.Equal((revised, s_symbols[1]), (update.Bar, update.Symbol));
    }

    [Fact]
    public async Task After_a_drop_it_comes_back_and_what_was_missed_can_be_asked_for()
    {
        await using var alpaca = await StartAsync();
        await using var heard = Heard.Open(alpaca);
        _ = await heard.NextAsync<StreamConnected>();
        alpaca.Time.Advance(TimeSpan.FromMinutes(1));
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 12:01"));
        var last = await heard.NextAsync<StreamBar>();

        alpaca.Server.DropStreams();
        alpaca.Time.Advance(TimeSpan.FromMinutes(1));
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 12:02"));
        var missedFrom = (await heard.NextAsync<StreamConnected>()).MissedFromTs;
        alpaca.Time.Advance(TimeSpan.FromMinutes(1));
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 12:03"));
        var next = await heard.NextAsync<StreamBar>(e =>
            e is StreamBar { Revised: false } bar && bar.Bar.Ts > last.Bar.Ts
        );

        Assert.Equal(Clock.NewYork("2024-06-12 12:02"), next.Bar.Ts);
        Assert.NotNull(missedFrom);
        Assert.InRange(missedFrom.Value, last.Bar.Ts - 2 * UnixMicros.PerMinute, last.Bar.Ts + UnixMicros.PerMinute);
        var missed = await alpaca.SentAsync(
            new BarRequest(
                s_symbols,
                Interval.Minute1,
                MarketData.Calendars.ExchangeCalendar.Nyse,
                missedFrom.Value,
                next.Bar.Ts
            )
        );
        Assert.Contains(missed["AAPL"], bar => bar.Ts == Clock.NewYork("2024-06-12 12:01"));
    }

    [Fact]
    public async Task Ten_drops_in_a_row_are_survived()
    {
        await using var alpaca = await StartAsync();
        await using var heard = Heard.Open(alpaca);
        for (var drop = 0; drop < 10; drop++)
        {
            Assert.Equal(drop > 0, (await heard.NextAsync<StreamConnected>()).MissedFromTs is not null);
            alpaca.Server.DropStreams();
        }
        _ = await heard.NextAsync<StreamConnected>();
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 11:31"));
        _ = await heard.NextAsync<StreamBar>();
    }

    [Fact]
    public async Task A_connection_that_died_silently_is_noticed_and_opened_anew()
    {
        await using var alpaca = await StartAsync();
        await using var heard = Heard.Open(alpaca, patience: s_quick with { Ping = TimeSpan.FromMilliseconds(300) });
        _ = await heard.NextAsync<StreamConnected>();

        alpaca.Server.SilenceStreams();
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 11:31"));

        Assert.NotNull((await heard.NextAsync<StreamConnected>()).MissedFromTs);
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 11:32"));
        Assert.Equal(Clock.NewYork("2024-06-12 11:31"), (await heard.NextAsync<StreamBar>()).Bar.Ts);
    }

    [Fact]
    public async Task Messages_in_many_frames_are_put_together()
    {
        await using var alpaca = await StartAsync();
        alpaca.Server.Faults.Stream.FragmentBytes = 7;
        await using var heard = Heard.Open(alpaca);
        _ = await heard.NextAsync<StreamConnected>();
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 11:31"));

        var bar = await heard.NextAsync<StreamBar>();
        var (from, to) = (bar.Bar.Ts, bar.Bar.Ts + UnixMicros.PerMinute);
        Assert.Equal(alpaca.Server.BarsOf("AAPL", from, to)[0].Close, bar.Bar.Close);
    }

    [Fact]
    public async Task A_broken_message_is_told_and_the_next_ones_come()
    {
        await using var alpaca = await StartAsync();
        await using var heard = Heard.Open(alpaca);
        _ = await heard.NextAsync<StreamConnected>();
        alpaca.Server.Faults.Stream.MalformNext(1);
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 11:31"));

        Assert.Contains("not a whole JSON document", (await heard.NextAsync<StreamUnreadable>()).Reason);
        await alpaca.Server.PublishAsync(Clock.NewYork("2024-06-12 11:32"));
        Assert.Equal(
            Clock.NewYork("2024-06-12 11:31"),
            (await heard.NextAsync<StreamBar>(e => e is StreamBar { Revised: false })).Bar.Ts
        );
    }

    [Fact]
    public async Task Halts_are_told_from_their_beginning_to_their_end()
    {
        await using var alpaca = await StartAsync();
        var (from, to) = (Clock.NewYork("2024-06-12 11:00"), Clock.NewYork("2024-06-12 11:05"));
        alpaca.Server.Faults.Market.Halt("SPY", from, to, "News pending");
        await using var heard = Heard.Open(alpaca);
        _ = await heard.NextAsync<StreamConnected>();
        await alpaca.Server.PublishAsync(from);
        await alpaca.Server.PublishAsync(to);

        var halted = await heard.NextAsync<StreamHalt>();
        var resumed = await heard.NextAsync<StreamHalt>();

        Assert.Equal((s_symbols[1], from, true), (halted.Symbol, halted.Ts, halted.Halted));
        Assert.Contains("News pending", halted.Reason);
        Assert.Equal((s_symbols[1], to, false), (resumed.Symbol, resumed.Ts, resumed.Halted));
    }

    [Fact]
    public async Task Symbols_may_change_while_it_is_open()
    {
        await using var alpaca = await StartAsync();
        await using var heard = Heard.Open(alpaca);
        _ = await heard.NextAsync<StreamConnected>();
        var qqq = ServedAlpaca.Symbol("QQQ");

        await heard.Stream.SubscribeAsync([qqq], TestContext.Current.CancellationToken);
        StreamBar bar;
        var minute = Clock.NewYork("2024-06-12 10:31");
        do
        {
            await alpaca.Server.PublishAsync(minute);
            bar = await heard.NextAsync<StreamBar>();
            minute += UnixMicros.PerMinute;
        } while (bar.Symbol != qqq);
    }

    [Fact]
    public async Task A_wrong_key_ends_it_with_an_explanation()
    {
        await using var alpaca = await StartAsync(client: o => o with { Secret = "WRONG-SECRET-TEXT" });
        await using var heard = Heard.Open(alpaca);

        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(() => heard.NextAsync<StreamConnected>());

        Assert.Contains("does not accept the key", fault.Message);
        Assert.DoesNotContain("WRONG-SECRET-TEXT", fault.ToString());
    }

    [Fact]
    public async Task A_key_revoked_while_it_listens_ends_it_with_an_explanation()
    {
        await using var alpaca = await StartAsync();
        await using var heard = Heard.Open(alpaca);
        _ = await heard.NextAsync<StreamConnected>();

        await alpaca.Server.RevokeKeysAsync();

        await Assert.ThrowsAsync<ProviderRefusedException>(() => heard.NextAsync<StreamBar>());
    }

    [Fact]
    public async Task A_feed_beyond_the_plan_ends_it_with_an_explanation()
    {
        await using var alpaca = await StartAsync(server: o => o with { Feeds = new HashSet<string> { "iex" } });
        await using var heard = Heard.Open(alpaca);

        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(() => heard.NextAsync<StreamConnected>());

        Assert.Contains("plan", fault.Message);
    }

    [Fact]
    public async Task While_the_accounts_one_connection_is_taken_it_waits()
    {
        await using var alpaca = await StartAsync();
        var other = await Server.RawStream.OpenAsync(alpaca.Server, """{"action":"subscribe","bars":["AAPL"]}""");
        await using var heard = Heard.Open(alpaca);
        var connected = heard.NextAsync<StreamConnected>();
        while (alpaca.Server.Statistics.Requests["/v2/sip"] < 4)
        {
            await Task.Yield();
        }
        Assert.False(connected.IsCompleted);

        other.Dispose();

        _ = await connected;
    }

    private static readonly AlpacaStreamOptions s_quick = new()
    {
        FirstDelay = TimeSpan.FromMilliseconds(1),
        LongestDelay = TimeSpan.FromMilliseconds(20),
    };

    private static Task<ServedAlpaca> StartAsync(
        Func<FakeAlpacaOptions, FakeAlpacaOptions>? server = null,
        Func<MarketData.Providers.Alpaca.AlpacaOptions, MarketData.Providers.Alpaca.AlpacaOptions>? client = null
    ) =>
        ServedAlpaca.StartAsync(
            o => (server?.Invoke(o) ?? o) with { PublishByClock = false },
            client,
            now: "2024-06-12 12:00"
        );

    /// <summary>Someone who reads a stream; waits are bounded, so that what never comes fails a test.</summary>
    private sealed class Heard(IBarStream stream) : IAsyncDisposable
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
        private readonly IAsyncEnumerator<StreamEvent> _events = stream
            .ReadAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator();

        public IBarStream Stream => stream;

        public static Heard Open(ServedAlpaca alpaca, AlpacaStreamOptions? patience = null)
        {
            patience ??= s_quick;
            var stream = new AlpacaStream(
                new Uri(alpaca.Options.StreamUrl, "/v2/sip"),
                crypto: false,
                alpaca.Options,
                patience,
                (address, cancellation) => AlpacaSocket.ConnectAsync(address, patience.Ping, cancellation),
                () => alpaca.Time.GetUtcNow(),
                TimeProvider.System
            );
            stream.SubscribeAsync(s_symbols, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            return new Heard(stream);
        }

        public Task<T> NextAsync<T>()
            where T : StreamEvent => NextAsync<T>(static e => e is T);

        /// <summary>The next event of a kind; others before it are passed over.</summary>
        public async Task<T> NextAsync<T>(Func<StreamEvent, bool> wanted)
            where T : StreamEvent
        {
            while (await _events.MoveNextAsync().AsTask().WaitAsync(s_patience, TestContext.Current.CancellationToken))
            {
                if (wanted(_events.Current))
                {
                    return (T)_events.Current;
                }
            }
            throw new InvalidOperationException("the stream has ended");
        }

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            await _events.DisposeAsync();
        }
    }
}
