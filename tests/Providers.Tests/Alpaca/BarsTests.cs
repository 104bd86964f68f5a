using FakeAlpaca;
using Microsoft.Extensions.Time.Testing;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca;
using Quant.Specs;

namespace Quant.Providers.Tests.Alpaca;

/// <summary>Bars through the provider are those the server has.</summary>
public sealed class BarsTests
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(997)]
    [InlineData(100)]
    public async Task Every_bar_of_several_symbols_comes_exactly_once_in_pages_of_any_size(int pageLimit)
    {
        await using var alpaca = await ServedAlpaca.StartAsync(client: o => o with { PageLimit = pageLimit });
        var request = ServedAlpaca.Request("AAPL,XYZ,SPY,BRK.B", "2024-05-24 00:00", "2024-06-01 00:00");

        var sent = await alpaca.SentAsync(request);

        Assert.Equal(["AAPL", "BRK.B", "SPY", "XYZ"], sent.Keys.Order(StringComparer.Ordinal));
        foreach (var (symbol, bars) in sent)
        {
            Assert.Equal(alpaca.Server.BarsOf(symbol, request.FromTs, request.ToTs), bars);
        }
        Assert.True(sent.Values.Sum(bars => bars.Count) > 8_000);
    }

    [Fact]
    public async Task The_end_is_exclusive_and_the_start_inclusive()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        var request = ServedAlpaca.Request("AAPL", "2024-06-11 10:00", "2024-06-11 10:03");

        var bars = (await alpaca.SentAsync(request))["AAPL"];

        Assert.Equal(
            [Clock.NewYork("2024-06-11 10:00"), Clock.NewYork("2024-06-11 10:01"), Clock.NewYork("2024-06-11 10:02")],
            bars.Select(bar => bar.Ts)
        );
    }

    [Fact]
    public async Task Bars_that_are_still_open_are_not_sent()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(now: "2024-06-12 12:00", sharedClock: true);
        alpaca.Time.Advance(TimeSpan.FromSeconds(30));
        var request = ServedAlpaca.Request("SPY", "2024-06-12 11:50", "2024-06-12 13:00");

        var bars = (await alpaca.SentAsync(request))["SPY"];

        Assert.Equal(Clock.NewYork("2024-06-12 11:59"), bars[^1].Ts);
    }

    [Fact]
    public async Task All_intervals_are_served_on_their_grid()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        foreach (var interval in alpaca.Provider.Capabilities.Intervals)
        {
            var request = ServedAlpaca.Request("AAPL", "2024-02-26 00:00", "2024-03-16 00:00", interval);

            var delivery = await alpaca.JudgedAsync(request);

            Assert.Equal(0, delivery.Report.RefusedCount);
            Assert.True(delivery.Bars.Count >= 15, $"{interval}: {delivery.Bars.Count}");
        }
    }

    [Fact]
    public async Task Daily_bars_are_stamped_midnight_in_New_York_on_both_sides_of_daylight_time()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        var request = ServedAlpaca.Request("SPY", "2024-03-07 00:00", "2024-03-13 00:00", Interval.Day1);

        var bars = (await alpaca.SentAsync(request))["SPY"];

        Assert.Equal(
            ["2024-03-07", "2024-03-08", "2024-03-11", "2024-03-12"],
            bars.Select(bar => $"{ExchangeCalendar.Nyse.Zone.DateOf(bar.Ts):yyyy-MM-dd}")
        );
        Assert.All(
            bars,
            bar => Assert.Equal(ExchangeCalendar.Nyse.Zone.Midnight(ExchangeCalendar.Nyse.Zone.DateOf(bar.Ts)), bar.Ts)
        );
    }

    [Fact]
    public async Task Crypto_pairs_come_round_the_clock()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        var request = ServedAlpaca.Request("BTC/USD", "2024-06-08 00:00", "2024-06-09 00:00");

        var delivery = await alpaca.JudgedAsync(request);

        Assert.Equal(alpaca.True(request), delivery.Bars.ToBars());
        Assert.InRange(delivery.Bars.Count, 1_200, 1_440);
    }

    [Fact]
    public async Task A_time_without_bars_is_an_answer_and_not_an_error()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        alpaca.Server.Faults.Market.Hide("AAPL", Clock.NewYork("2024-05-20 00:00"), Clock.NewYork("2024-05-27 00:00"));

        Assert.Empty(await alpaca.SentAsync(ServedAlpaca.Request("AAPL", "2024-05-20 00:00", "2024-05-25 00:00")));
        Assert.Empty(await alpaca.SentAsync(ServedAlpaca.Request("AAPL", "2024-05-25 00:00", "2024-05-28 00:00")));
        Assert.Empty(await alpaca.SentAsync(ServedAlpaca.Request("AAPL", "2009-01-05 00:00", "2009-01-06 00:00")));
        Assert.NotEmpty(await alpaca.SentAsync(ServedAlpaca.Request("AAPL", "2024-05-20 00:00", "2024-05-29 00:00")));
    }

    [Fact]
    public async Task Halted_minutes_have_no_bar_and_revised_ones_the_new_one()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        var request = ServedAlpaca.Request("AAPL", "2024-06-11 10:00", "2024-06-11 10:30");
        var before = await alpaca.JudgedAsync(request);
        var revised = before.Bars[20] with { Volume = 1, TradeCount = 1 };
        alpaca.Server.Faults.Market.Revise("AAPL", revised);
        alpaca.Server.Faults.Market.Halt("AAPL", request.FromTs, request.FromTs + 5 * UnixMicros.PerMinute, "news");

        var after = await alpaca.JudgedAsync(request);

        Assert.Equal(
            before.Bars.ToBars().Skip(5).Select(bar => bar.Ts == revised.Ts ? revised : bar),
            after.Bars.ToBars()
        );
    }

    [Fact]
    public async Task Twenty_callers_never_spend_more_than_the_account_is_allowed()
    {
        const int Allowed = 50;
        await using var alpaca = await ServedAlpaca.StartAsync(
            server: o => o with { RequestsPerMinute = Allowed },
            client: o =>
                o with
                {
                    RequestsPerMinute = 200,
                    PageLimit = 100,
                    Asking = o.Asking with
                    {
                        AttemptTimeout = TimeSpan.FromHours(12),
                        TotalTimeout = TimeSpan.FromDays(1),
                    },
                },
            sharedClock: true
        );
        var request = ServedAlpaca.Request("SPY", "2024-06-10 09:30", "2024-06-10 16:00");
        var started = alpaca.Time.GetUtcNow();

        var callers = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => alpaca.SentAsync(request))));
        while (!callers.IsCompleted && !alpaca.Server.Statistics.Answers.ContainsKey(429))
        {
            // Time stands still while anything but the budget is waited for.
            if (alpaca.Provider.Budget.Waiting > 0 && alpaca.Server.Statistics.UnderWay == 0)
            {
                alpaca.Time.Advance(TimeSpan.FromMilliseconds(100));
            }
            await Task.Delay(1);
        }

        Assert.Equal(0, alpaca.Server.Statistics.Answers.GetValueOrDefault(429));
        Assert.All(await callers, sent => Assert.Equal(alpaca.True(request), sent["SPY"]));
        var requests = alpaca.Server.Statistics.TotalRequests;
        Assert.Equal(80, requests);
        Assert.True(alpaca.Time.GetUtcNow() - started < TimeSpan.FromMinutes(4), "the budget is left unused");
    }

    [Fact]
    public async Task A_caller_who_leaves_leaves_at_once()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        alpaca.Server.Faults.Delay = TimeSpan.FromDays(1);
        using var leaving = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            var request = ServedAlpaca.Request("SPY", "2024-06-10 09:30", "2024-06-10 16:00");
            await foreach (var _ in alpaca.Provider.GetBarsAsync(request, leaving.Token)) { }
        });
        while (alpaca.Server.Statistics.UnderWay == 0)
        {
            await Task.Yield();
        }

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Latest_bars_are_those_of_the_last_minute()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();

        var pages = await alpaca.Provider.GetLatestBarsAsync(
            [ServedAlpaca.Symbol("AAPL"), ServedAlpaca.Symbol("SPY")],
            ExchangeCalendar.Nyse,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(["AAPL", "SPY"], pages.Select(page => page.Symbol.ToString()));
        Assert.All(pages, page => Assert.Equal(Clock.NewYork("2024-06-12 11:59"), Assert.Single(page.Bars).Ts));
    }
}
