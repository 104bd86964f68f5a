using System.Globalization;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Tests.Providers.Http;
using Quant.Specs;
using static Quant.MarketData.Tests.Providers.Alpaca.AlpacaSetup;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers.Alpaca;

public sealed class AlpacaProviderTests
{
    private static readonly BarRequest s_morning = Ask("2024-03-08 14:30", "2024-03-08 14:40", "AAPL");

    [Fact]
    public async Task A_question_names_all_symbols_the_range_without_its_end_and_raw_prices()
    {
        var alpaca = new AlpacaSetup((_, _) => Page(""));
        Assert.Empty(await alpaca.Bars(Ask("2024-03-07 14:30", "2024-03-07 14:40", "AAPL", "BRK.B")));
        var asked = Assert.Single(alpaca.Server.Requests);
        Assert.Equal("https://data.alpaca.markets/v2/stocks/bars", asked.Address.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["symbols"] = "AAPL,BRK.B",
                ["timeframe"] = "1Min",
                ["start"] = "2024-03-07T14:30:00Z",
                ["end"] = "2024-03-07T14:39:59.999999Z",
                ["limit"] = "10000",
                ["sort"] = "asc",
                ["adjustment"] = "raw",
                ["feed"] = "iex",
            },
            Query(asked.Address)
        );
        Assert.Equal(KeyId, asked.Headers["APCA-API-KEY-ID"]);
        Assert.Equal(Secret, asked.Headers["APCA-API-SECRET-KEY"]);
    }

    [Theory]
    [InlineData("1m", "1Min")]
    [InlineData("5m", "5Min")]
    [InlineData("15m", "15Min")]
    [InlineData("30m", "30Min")]
    [InlineData("1h", "1Hour")]
    [InlineData("1d", "1Day")]
    public async Task Every_interval_is_asked_for_by_alpacas_name(string interval, string timeFrame)
    {
        var alpaca = new AlpacaSetup((_, _) => Page(""));
        await alpaca.Bars(s_morning with { Interval = Interval.Parse(interval) });
        Assert.Equal(timeFrame, Query(alpaca.Server.Requests[0].Address)["timeframe"]);
    }

    [Fact]
    public async Task Pairs_are_asked_for_at_the_address_of_crypto()
    {
        var alpaca = new AlpacaSetup((_, _) => Page($"\"BTC/USD\":[{Bar("2024-03-08T14:31:00Z", 68000.5)}]"));
        var pages = await alpaca.Bars(
            Ask("2024-03-08 14:30", "2024-03-08 14:40", "BTC/USD") with
            {
                Calendar = ExchangeCalendar.AlwaysOpen,
            }
        );
        Assert.Equal(68000.5, Assert.Single(Assert.Single(pages).Bars).Close);
        var address = alpaca.Server.Requests[0].Address;
        Assert.Equal("/v1beta3/crypto/us/bars", address.AbsolutePath);
        Assert.Equal("BTC/USD", Query(address)["symbols"]);
        Assert.DoesNotContain("feed", Query(address).Keys);
    }

    [Fact]
    public async Task Page_tokens_are_followed_to_the_end()
    {
        var alpaca = new AlpacaSetup(
            (i, _) =>
                i switch
                {
                    0 => Page($"\"AAPL\":[{Bar("2024-03-08T14:30:00Z", 1)}]", "one"),
                    1 => Page("", "two"),
                    _ => Page(
                        $"\"AAPL\":[{Bar("2024-03-08T14:31:00Z", 2)}],\"MSFT\":[{Bar("2024-03-08T14:30:00Z", 3)}]"
                    ),
                }
        );
        var pages = await alpaca.Bars(Ask("2024-03-08 14:30", "2024-03-08 14:40", "AAPL", "MSFT"));
        Assert.Equal(["AAPL 1", "AAPL 2", "MSFT 3"], pages.Select(p => $"{p.Symbol} {p.Bars[0].Close}"));
        Assert.Equal(
            ["", "one", "two"],
            alpaca.Server.Requests.Select(r => Query(r.Address).GetValueOrDefault("page_token", ""))
        );
    }

    [Fact]
    public async Task A_server_that_goes_in_circles_is_an_error()
    {
        var alpaca = new AlpacaSetup((i, _) => Page("", i % 2 == 0 ? "one" : "two"));
        var fault = await alpaca.Fails<ProviderUnavailableException>(s_morning);
        Assert.Contains("would never end", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, alpaca.Server.Requests.Count);
    }

    [Fact]
    public async Task Bars_outside_the_range_and_those_still_open_are_no_part_of_the_answer()
    {
        // It is 15:00 UTC.
        var times = new[] { "14:29", "14:30", "14:58", "14:59", "15:00", "15:01" };
        var bars = string.Join(',', times.Select((t, i) => Bar($"2024-03-08T{t}:00Z", i + 1)));
        var alpaca = new AlpacaSetup((_, _) => Page($"\"AAPL\":[{bars}]"));
        var page = Assert.Single(await alpaca.Bars(Ask("2024-03-08 14:30", "2024-03-08 15:30", "AAPL")));
        Assert.Equal([2, 3, 4], page.Bars.Select(bar => bar.Close));
    }

    [Fact]
    public async Task Which_bars_are_still_open_is_told_by_alpacas_clock_where_the_local_one_is_wrong()
    {
        var bars = $"\"AAPL\":[{Bar("2024-03-08T14:30:00Z", 1)},{Bar("2024-03-08T15:30:00Z", 2)}]";
        var alpaca = new AlpacaSetup((_, _) => Page(bars).With("Date", "Fri, 08 Mar 2024 16:00:00 GMT"));
        var page = Assert.Single(await alpaca.Bars(Ask("2024-03-08 14:30", "2024-03-08 16:00", "AAPL")));
        Assert.Equal(2, page.Bars.Count);
        Assert.InRange(alpaca.Provider.ClockSkew!.Value.TotalMinutes, 60, 60.1);
    }

    [Fact]
    public async Task Bars_nobody_asked_for_are_an_error()
    {
        var alpaca = new AlpacaSetup((_, _) => Page($"\"MSFT\":[{Bar("2024-03-08T14:30:00Z", 1)}]"));
        var fault = await alpaca.Fails<ProviderUnavailableException>(s_morning);
        Assert.Contains("MSFT", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "{\"message\":\"unauthorized.\"}", "APCA_API_KEY_ID and APCA_API_SECRET_KEY")]
    [InlineData(403, "{\"message\":\"forbidden.\"}", "APCA_API_KEY_ID and APCA_API_SECRET_KEY")]
    [InlineData(
        403,
        "{\"message\":\"subscription does not permit querying recent SIP data\"}",
        "QUANT_ALPACA_FEED=iex or delayed_sip"
    )]
    [InlineData(404, "{\"message\":\"asset not found for XYZ\"}", "asset not found for XYZ")]
    [InlineData(422, "{\"message\":\"invalid start\"}", "invalid start")]
    [InlineData(400, "{\"message\":\"invalid symbol: ?\"}", "invalid symbol: ?")]
    public async Task A_refusal_says_what_to_look_at_and_is_not_asked_again(int status, string body, string says)
    {
        var alpaca = new AlpacaSetup((_, _) => StubHandler.Status(status, body));
        var fault = await alpaca.Fails<ProviderRefusedException>(s_morning);
        Assert.Equal(("alpaca", status), (fault.Provider, fault.Status));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(KeyId, fault.ToString(), StringComparison.Ordinal);
        Assert.Single(alpaca.Server.Requests);
    }

    [Fact]
    public async Task A_storm_of_limits_and_faults_loses_no_page()
    {
        var given = 0;
        var alpaca = new AlpacaSetup(
            (i, address) =>
                (i % 4) switch
                {
                    0 => StubHandler.Status(429).With("Retry-After", "1"),
                    1 => StubHandler.Status(500),
                    2 => StubHandler.Json("{\"bars\":{\"AAPL\":[{\"t\":"),
                    _ => Page(
                        $"\"AAPL\":[{Bar($"2024-03-08T14:3{given}:00Z", given + 1)}]",
                        ++given < 5 ? given.ToString(CultureInfo.InvariantCulture) : null
                    ),
                }
        );
        var pages = await alpaca.Bars(s_morning);
        Assert.Equal([1, 2, 3, 4, 5], pages.Select(page => page.Bars[0].Close));
    }

    [Fact]
    public async Task Five_hundred_questions_keep_to_the_limit_that_answers_tell()
    {
        var gate = new Lock();
        var window = 0;
        var left = 200;
        var refused = 0;
        AlpacaSetup? alpaca = null;
        alpaca = new AlpacaSetup(
            (_, _) =>
            {
                using var one = gate.EnterScope();
                var minute = (int)alpaca!.Clock.Passed.TotalMinutes;
                (window, left) = minute == window ? (window, left) : (minute, 200);
                var reset = VirtualTime.Begin.AddMinutes(minute + 1).ToUnixTimeSeconds();
                var answer = left > 0 ? Page("") : StubHandler.Status(429);
                refused += left > 0 ? 0 : 1;
                left = Math.Max(left - 1, 0);
                return answer
                    .With("X-RateLimit-Limit", "200")
                    .With("X-RateLimit-Remaining", left.ToString(CultureInfo.InvariantCulture))
                    .With("X-RateLimit-Reset", reset.ToString(CultureInfo.InvariantCulture));
            }
        );
        var all = Enumerable
            .Range(0, 500)
            .Select(_ => alpaca.Provider.GetBarsAsync(s_morning, default).ToListAsync().AsTask())
            .ToList();
        while (all.Exists(task => !task.IsCompleted))
        {
            // Time passes when each is done or in the queue: none is late for other reasons than the limit.
            while (all.Count(task => task.IsCompleted) + alpaca.Provider.Budget.Waiting < all.Count && refused == 0)
            {
                await Task.Yield();
            }
            Assert.Equal(0, refused);
            alpaca.Clock.Advance(TimeSpan.FromSeconds(0.1));
        }
        await Task.WhenAll(all);
        Assert.Equal(500, alpaca.Server.Requests.Count);
        Assert.InRange(alpaca.Clock.Passed.TotalSeconds, 60, 125);
    }

    [Fact]
    public async Task The_delayed_feed_gives_what_is_fifteen_minutes_old_and_no_answer_with_a_hole()
    {
        var options = Options with { Feed = AlpacaFeed.DelayedSip };
        var alpaca = new AlpacaSetup((_, _) => Page($"\"AAPL\":[{Bar("2024-03-08T14:30:00Z", 1)}]"), options);
        Assert.Equal(TimeSpan.FromMinutes(15), alpaca.Provider.Capabilities.Delay);
        Assert.Single(await alpaca.Bars(Ask("2024-03-08 14:30", "2024-03-08 14:45", "AAPL")));
        Assert.Equal("sip", Query(alpaca.Server.Requests[0].Address)["feed"]);
        var early = Ask("2024-03-08 14:30", "2024-03-08 14:46", "AAPL");
        var fault = await new AlpacaSetup((_, _) => Page(""), options).Fails<ProviderUnavailableException>(early);
        Assert.Contains("2024-03-08T14:45:00Z", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTC/USD", "XNYS")]
    [InlineData("AAPL", "24x7")]
    public async Task A_symbol_that_does_not_go_with_the_calendar_is_bad_input(string symbol, string calendar)
    {
        var alpaca = new AlpacaSetup((_, _) => Page(""));
        var request = Ask("2024-03-08 14:30", "2024-03-08 14:40", symbol);
        await alpaca.Fails<BadInputException>(request with { Calendar = ExchangeCalendar.Parse(calendar) });
        Assert.Empty(alpaca.Server.Requests);
    }

    [Fact]
    public async Task More_symbols_than_one_question_may_name_are_bad_input()
    {
        var alpaca = new AlpacaSetup((_, _) => Page(""));
        var many = Enumerable.Range(0, 101).Select(i => $"S{i}").ToArray();
        await alpaca.Fails<BadInputException>(Ask("2024-03-08 14:30", "2024-03-08 14:40", many));
        await alpaca.Fails<BadInputException>(Ask("2024-03-08 14:30", "2024-03-08 14:40"));
    }

    [Fact]
    public async Task Reading_that_ends_early_leaves_nothing_under_way()
    {
        var never = new TaskCompletionSource();
        AlpacaSetup? alpaca = null;
        alpaca = new AlpacaSetup(
            (_, _) =>
            {
                alpaca!.Server.Gate = never.Task;
                return Page($"\"AAPL\":[{Bar("2024-03-08T14:30:00Z", 1)}]", "more");
            }
        );
        var first = await alpaca.Provider.GetBarsAsync(s_morning, default).FirstAsync();
        Assert.Single(first.Bars);
        Assert.Equal(2, alpaca.Server.Requests.Count);
    }
}
