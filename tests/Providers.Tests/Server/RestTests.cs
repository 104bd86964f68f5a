using System.Globalization;
using FakeAlpaca;
using Microsoft.Extensions.Time.Testing;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Providers.Tests.Server;

/// <summary>REST as Alpaca documents it.</summary>
public sealed class RestTests : IAsyncLifetime
{
    private const string Minutes = "v2/stocks/bars?timeframe=1Min";
    private readonly FakeTimeProvider _time = Clock.At("2024-06-12 12:00");
    private FakeAlpacaServer _server = null!;
    private RawClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeAlpacaServer.StartAsync(
            new FakeAlpacaOptions { Time = _time },
            TestContext.Current.CancellationToken
        );
        _client = new RawClient(_server);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_of_any_size_make_up_the_same_bars(int limit)
    {
        const string Range = "&symbols=SPY,XYZ,AAPL&start=2024-06-11T19:50:00Z&end=2024-06-11T20:10:00Z";
        var whole = await _client.BarsAsync(Minutes + Range + "&limit=10000");
        var paged = await _client.BarsAsync(Minutes + Range + $"&limit={limit}");

        Assert.Equal(whole, paged);
        Assert.Equal(whole, whole.OrderBy(b => b.Symbol, StringComparer.Ordinal).ThenBy(b => b.Bar.Ts));
        Assert.Equal(whole.Count, whole.Distinct().Count());
        Assert.True(whole.Count > 40);
        var backwards = await _client.BarsAsync(Minutes + Range + $"&limit={limit}&sort=desc");
        Assert.Equal(whole.OrderBy(b => b.Symbol, StringComparer.Ordinal).ThenByDescending(b => b.Bar.Ts), backwards);
    }

    [Fact]
    public async Task Start_and_end_are_both_inclusive()
    {
        var bars = await _client.BarsAsync(
            Minutes + "&symbols=AAPL&start=2024-06-11T14:00:00Z&end=2024-06-11T14:02:00Z"
        );

        Assert.Equal(
            [Clock.Utc("2024-06-11 14:00"), Clock.Utc("2024-06-11 14:01"), Clock.Utc("2024-06-11 14:02")],
            bars.Select(b => b.Bar.Ts)
        );
    }

    [Fact]
    public async Task A_bar_is_served_once_it_has_closed()
    {
        const string Query = Minutes + "&symbols=SPY&start=2024-06-12T15:58:00Z";
        Assert.Equal(
            [Clock.Utc("2024-06-12 15:58"), Clock.Utc("2024-06-12 15:59")],
            (await _client.BarsAsync(Query)).Select(b => b.Bar.Ts)
        );

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, (await _client.BarsAsync(Query)).Count);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await _client.BarsAsync(Query)).Count);
    }

    [Fact]
    public async Task Late_trades_change_some_bars_half_a_minute_after_their_end()
    {
        var changed = 0;
        for (var minute = 0; minute < 60; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            var latest = "v2/stocks/bars/latest?symbols=SPY&feed=sip";
            var told = RawClient.Read((await _client.GetAsync(latest)).GetProperty("bars").GetProperty("SPY"));
            _time.Advance(TimeSpan.FromSeconds(30));
            var final = RawClient.Read((await _client.GetAsync(latest)).GetProperty("bars").GetProperty("SPY"));
            _time.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(told.Ts, final.Ts);
            Assert.Equal(told.Close, final.Close);
            Assert.True(told.Volume <= final.Volume);
            changed += told == final ? 0 : 1;
        }
        Assert.InRange(changed, 1, 20);
    }

    [Theory]
    [InlineData("5Min", 5)]
    [InlineData("15Min", 15)]
    [InlineData("30Min", 30)]
    [InlineData("1Hour", 60)]
    public async Task Longer_bars_sum_up_minutes(string timeframe, int length)
    {
        var range = "&symbols=XYZ&start=2024-06-10T00:00:00Z&end=2024-06-11T23:59:00Z&limit=10000";
        var minutes = await _client.BarsAsync(Minutes + range);
        var bars = await _client.BarsAsync($"v2/stocks/bars?timeframe={timeframe}{range}");

        var groups = minutes.Select(b => b.Bar).GroupBy(b => b.Ts - b.Ts % (length * UnixMicros.PerMinute)).ToList();
        Assert.Equal(groups.Select(g => g.Key), bars.Select(b => b.Bar.Ts));
        Assert.Equal(groups.Select(g => g.Max(b => b.High)), bars.Select(b => b.Bar.High));
        Assert.Equal(groups.Select(g => g.Min(b => b.Low)), bars.Select(b => b.Bar.Low));
        Assert.Equal(groups.Select(g => g.First().Open), bars.Select(b => b.Bar.Open));
        Assert.Equal(groups.Select(g => g.Last().Close), bars.Select(b => b.Bar.Close));
        Assert.Equal(groups.Select(g => g.Sum(b => b.Volume)), bars.Select(b => b.Bar.Volume));
    }

    [Fact]
    public async Task Daily_bars_start_at_midnight_in_New_York_and_appear_at_the_close()
    {
        const string Query = "v2/stocks/bars?timeframe=1Day&symbols=SPY&start=2024-06-10&end=2024-06-13";
        Assert.Equal(
            [Clock.NewYork("2024-06-10 00:00"), Clock.NewYork("2024-06-11 00:00")],
            (await _client.BarsAsync(Query)).Select(b => b.Bar.Ts)
        );

        _time.SetUtcNow(UnixMicros.ToInstant(Clock.NewYork("2024-06-12 16:00")));
        Assert.Equal(3, (await _client.BarsAsync(Query)).Count);
    }

    [Fact]
    public async Task Adjusted_prices_of_Apple_do_not_jump_at_its_split()
    {
        const string Query = "v2/stocks/bars?timeframe=1Day&symbols=AAPL&start=2020-08-28&end=2020-08-31T23:00:00Z";
        var raw = (await _client.BarsAsync(Query)).ConvertAll(b => b.Bar);
        var split = (await _client.BarsAsync(Query + "&adjustment=split")).ConvertAll(b => b.Bar);
        var all = (await _client.BarsAsync(Query + "&adjustment=all")).ConvertAll(b => b.Bar);

        Assert.Equal(raw[0].Close / 4, split[0].Close, 4);
        Assert.Equal(raw[0].Volume * 4, split[0].Volume);
        Assert.Equal(raw[1], split[1]);
        Assert.InRange(all[0].Close / split[0].Close, 0.95, 0.999);
    }

    [Fact]
    public async Task The_feed_of_one_exchange_has_the_same_prices_and_less_volume()
    {
        const string Query = Minutes + "&symbols=AAPL&start=2024-06-11T14:00:00Z&end=2024-06-11T15:00:00Z&feed=";
        var sip = await _client.BarsAsync(Query + "sip");
        var iex = await _client.BarsAsync(Query + "iex");

        Assert.Equal(sip.Select(b => (b.Bar.Ts, b.Bar.Close)), iex.Select(b => (b.Bar.Ts, b.Bar.Close)));
        Assert.InRange(iex.Sum(b => b.Bar.Volume) / sip.Sum(b => b.Bar.Volume), 0.02, 0.04);
    }

    [Fact]
    public async Task Crypto_trades_round_the_clock_in_fractions()
    {
        var bars = await _client.BarsAsync(
            "v1beta3/crypto/us/bars?timeframe=1Hour&symbols=BTC/USD,ETH/USD&start=2024-06-08T00:00:00Z&end=2024-06-09T23:00:00Z"
        );

        Assert.Equal(48, bars.Count(b => b.Symbol == "BTC/USD"));
        Assert.Contains(bars, b => b.Bar.Volume != Math.Floor(b.Bar.Volume));
    }

    [Theory]
    [InlineData("", 400, "symbols is required")]
    [InlineData("&symbols=AAPL,no!", 400, "invalid symbol: no!")]
    [InlineData("&symbols=AAPL&limit=0", 400, "limit must be between 1 and 10000")]
    [InlineData("&symbols=AAPL&limit=10001", 400, "limit must be between 1 and 10000")]
    [InlineData("&symbols=AAPL&start=yesterday", 400, "invalid start: yesterday")]
    [InlineData("&symbols=AAPL&start=2024-06-11&end=2024-06-10", 400, "end should not be before start")]
    [InlineData("&symbols=AAPL&feed=nyse", 400, "invalid feed: nyse")]
    [InlineData("&symbols=AAPL&feed=boats", 403, "subscription does not permit querying boats data")]
    [InlineData("&symbols=AAPL&adjustment=some", 400, "invalid adjustment: some")]
    [InlineData("&symbols=AAPL&sort=up", 400, "invalid sort: up")]
    [InlineData("&symbols=AAPL&page_token=abc", 400, "invalid page_token: abc")]
    public async Task Bad_parameters_are_refused_with_a_reason(string query, int status, string message) =>
        Assert.Equal((status, message), await _client.RefusalAsync(Minutes + query));

    [Fact]
    public async Task A_bad_timeframe_is_refused() =>
        Assert.Equal(
            (400, "invalid timeframe: 2Min"),
            await _client.RefusalAsync("v2/stocks/bars?timeframe=2Min&symbols=AAPL")
        );

    [Fact]
    public async Task Recent_consolidated_data_needs_a_subscription()
    {
        await using var server = await FakeAlpacaServer.StartAsync(
            new FakeAlpacaOptions
            {
                Time = _time,
                Feeds = new HashSet<string> { "iex" },
            },
            TestContext.Current.CancellationToken
        );
        using var client = new RawClient(server);

        Assert.Equal(
            (403, "subscription does not permit querying recent SIP data"),
            await client.RefusalAsync(Minutes + "&symbols=AAPL&feed=sip")
        );
        Assert.NotEmpty(
            await client.BarsAsync(
                Minutes + "&symbols=AAPL&feed=sip&start=2024-06-12T13:30:00Z&end=2024-06-12T15:44:00Z"
            )
        );
    }

    [Fact]
    public async Task Keys_are_required_and_must_be_right()
    {
        using var without = new RawClient(_server, keys: false);
        Assert.Equal((401, "unauthorized."), await without.RefusalAsync("v2/clock"));

        _server.Faults.KeysRevoked = true;
        Assert.Equal((403, "forbidden."), await _client.RefusalAsync("v2/clock"));
    }

    [Fact]
    public async Task The_budget_is_told_and_kept_and_comes_back_after_a_minute()
    {
        for (var left = 199; left >= 0; left--)
        {
            using var answer = await _client.SendAsync("v2/clock");
            Assert.Equal(200, (int)answer.StatusCode);
            Assert.Equal(["200"], answer.Headers.GetValues("X-RateLimit-Limit"));
            Assert.Equal([$"{left}"], answer.Headers.GetValues("X-RateLimit-Remaining"));
            Assert.Equal(
                [$"{(_time.Start + TimeSpan.FromMinutes(1)).ToUnixTimeSeconds()}"],
                answer.Headers.GetValues("X-RateLimit-Reset")
            );
        }
        Assert.Equal(429, (await _client.RefusalAsync("v2/clock")).Status);

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(200, (int)(await _client.SendAsync("v2/clock")).StatusCode);
        Assert.Equal((201, 1), (_server.Statistics.Answers[200], _server.Statistics.Answers[429]));
    }

    [Fact]
    public async Task Assets_say_that_the_market_is_made_up()
    {
        var asset = await _client.GetAsync("v2/assets/AAPL");

        Assert.Equal("AAPL (made-up data of FakeAlpaca)", asset.GetProperty("name").GetString());
        Assert.Equal("us_equity", asset.GetProperty("class").GetString());
        Assert.Equal((404, "asset not found for NOSUCH"), await _client.RefusalAsync("v2/assets/NOSUCH"));
    }

    [Fact]
    public async Task The_calendar_lists_sessions_with_half_days()
    {
        var days = (await _client.GetAsync("v2/calendar?start=2024-11-27&end=2024-11-30"))
            .EnumerateArray()
            .Select(day => string.Join(' ', day.EnumerateObject().Select(property => property.Value.GetString())));

        Assert.Equal(
            ["2024-11-27 09:30 16:00 0400 2000 2024-11-29", "2024-11-29 09:30 13:00 0400 1700 2024-12-02"],
            days
        );
        Assert.Equal(422, (await _client.RefusalAsync("v2/calendar?start=soon")).Status);
    }

    [Fact]
    public async Task The_clock_tells_New_York_time_and_what_comes_next()
    {
        var clock = await _client.GetAsync("v2/clock");

        Assert.True(clock.GetProperty("is_open").GetBoolean());
        Assert.Equal(_time.GetUtcNow(), clock.GetProperty("timestamp").GetDateTimeOffset());
        Assert.Equal("2024-06-13T09:30:00-04:00", clock.GetProperty("next_open").GetString());
        Assert.Equal("2024-06-12T16:00:00-04:00", clock.GetProperty("next_close").GetString());
    }

    [Fact]
    public async Task A_wrong_clock_shows_in_the_header_and_the_endpoint()
    {
        _server.Faults.ClockSkew = TimeSpan.FromMinutes(7);

        using var answer = await _client.SendAsync("v2/clock");

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(7), answer.Headers.Date);
    }

    [Fact]
    public async Task Corporate_actions_are_listed_by_process_date_in_pages()
    {
        const string Year = "v1/corporate-actions?symbols=AAPL&start=2020-01-01&end=2020-12-31";
        var actions = (await _client.GetAsync(Year)).GetProperty("corporate_actions");

        var split = Assert.Single(actions.GetProperty("forward_splits").EnumerateArray());
        Assert.Equal("2020-08-31", split.GetProperty("ex_date").GetString());
        Assert.Equal((4, 1), (split.GetProperty("new_rate").GetInt32(), split.GetProperty("old_rate").GetInt32()));
        Assert.Equal(4, actions.GetProperty("cash_dividends").GetArrayLength());
        Assert.All(
            actions.GetProperty("cash_dividends").EnumerateArray(),
            dividend =>
                Assert.True(
                    string.CompareOrdinal(
                        dividend.GetProperty("process_date").GetString(),
                        dividend.GetProperty("ex_date").GetString()
                    ) > 0
                )
        );

        var ids = new List<string>();
        string? token = "";
        for (var page = 0; page < 5; page++)
        {
            var answer = await _client.GetAsync($"{Year}&limit=1&page_token={Uri.EscapeDataString(token!)}");
            ids.AddRange(
                answer
                    .GetProperty("corporate_actions")
                    .EnumerateObject()
                    .SelectMany(list => list.Value.EnumerateArray())
                    .Select(action => action.GetProperty("id").GetString()!)
            );
            token = answer.GetProperty("next_page_token").GetString();
        }
        Assert.Null(token);
        Assert.Equal(5, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_dividend_is_its_share_of_the_close_before_the_ex_date()
    {
        var actions = (
            await _client.GetAsync(
                "v1/corporate-actions?symbols=SPY&types=cash_dividend&start=2016-01-01&end=2024-06-12"
            )
        ).GetProperty("corporate_actions");

        foreach (var dividend in actions.GetProperty("cash_dividends").EnumerateArray())
        {
            var ex = DateOnly.Parse(dividend.GetProperty("ex_date").GetString()!, CultureInfo.InvariantCulture);
            var days = await _client.BarsAsync(
                $"v2/stocks/bars?timeframe=1Day&symbols=SPY&start={ex.AddDays(-7):yyyy-MM-dd}&end={ex.AddDays(-1):yyyy-MM-dd}"
            );
            Assert.Equal(days[^1].Bar.Close * 0.004, dividend.GetProperty("rate").GetDouble(), tolerance: 0.00011);
        }
    }
}
