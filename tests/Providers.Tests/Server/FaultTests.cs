using System.Text.Json;
using FakeAlpaca;
using FakeAlpaca.Faults;
using Microsoft.Extensions.Time.Testing;
using Quant.MarketData.Bars;

namespace Quant.Providers.Tests.Server;

/// <summary>What can go wrong does, when it is asked for.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Hour =
        "v2/stocks/bars?timeframe=1Min&symbols=AAPL&start=2024-06-11T14:00:00Z&end=2024-06-11T14:59:00Z";
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
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task As_many_requests_fail_as_planned(int status)
    {
        _server.Faults.FailNext(3, status);

        var answers = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add((int)(await _client.SendAsync("v2/clock")).StatusCode);
        }

        Assert.Equal([status, status, status, 200, 200], answers);
    }

    [Fact]
    public async Task Random_failures_come_with_their_probability_and_the_same_from_one_seed()
    {
        async Task<List<int>> AnswersAsync()
        {
            _server.Faults.FailRandomly(0.3, 500, seed: 5);
            var answers = new List<int>();
            for (var i = 0; i < 90; i++)
            {
                answers.Add((int)(await _client.SendAsync("v2/clock")).StatusCode);
            }
            return answers;
        }

        var first = await AnswersAsync();

        Assert.Equal(first, await AnswersAsync());
        Assert.InRange(first.Count(status => status == 500), 15, 40);
    }

    [Fact]
    public async Task A_slow_answer_comes_when_its_time_has_come()
    {
        _server.Faults.Delay = TimeSpan.FromSeconds(20);
        var answer = _client.GetAsync("v2/clock");
        while (_server.Statistics.TotalRequests == 0)
        {
            await Task.Yield();
        }
        Assert.False(answer.IsCompleted);

        while (!answer.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }
        await answer;
    }

    [Fact]
    public async Task A_cut_answer_ends_in_the_middle()
    {
        _server.Faults.CutNext(1, afterBytes: 100);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _client.SendAsync(Hour));
        Assert.Equal(60, (await _client.BarsAsync(Hour)).Count);
    }

    [Fact]
    public async Task Altered_answers_differ_from_the_true_one()
    {
        var whole = await (await _client.SendAsync(Hour)).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken
        );
        _server.Faults.MalformNext(20, seed: 1);
        var broken = 0;
        for (var i = 0; i < 20; i++)
        {
            using var answer = await _client.SendAsync(Hour);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(whole, text);
            try
            {
                using var _ = JsonDocument.Parse(text);
            }
            catch (JsonException)
            {
                broken++;
            }
        }
        Assert.InRange(broken, 10, 20);
    }

    [Fact]
    public async Task Faulty_pages_hold_every_good_bar_and_bad_ones_beside_them()
    {
        var good = (await _client.BarsAsync(Hour)).ConvertAll(b => b.Bar);
        _server.Faults.Pages =
            PageFaults.Duplicates | PageFaults.OutOfOrder | PageFaults.OffGrid | PageFaults.BadPrices;
        _server.Faults.PageShare = 0.2;

        var bars = (await _client.BarsAsync(Hour)).ConvertAll(b => b.Bar);

        Assert.Superset(good.ToHashSet(), bars.ToHashSet());
        Assert.True(bars.Count > bars.Distinct().Count(), "none stands twice");
        Assert.Contains(bars.Zip(bars.Skip(1)), pair => pair.First.Ts > pair.Second.Ts);
        Assert.Contains(bars, bar => bar.Ts % 60_000_000 != 0);
        Assert.Contains(bars, bar => bar.Low > bar.High || bar.Open <= 0 || bar.Close <= 0 || bar.Volume < 0);
    }

    [Fact]
    public async Task A_page_with_NaN_is_no_JSON()
    {
        _server.Faults.Pages = PageFaults.NotANumber;
        _server.Faults.PageShare = 1;

        await Assert.ThrowsAnyAsync<JsonException>(() => _client.BarsAsync(Hour));
    }

    [Fact]
    public async Task A_repeated_page_token_never_ends()
    {
        _server.Faults.RepeatPageToken = true;

        await Assert.ThrowsAsync<InvalidOperationException>(() => _client.BarsAsync(Hour + "&limit=25", most: 20));
    }

    [Fact]
    public async Task Revisions_halts_and_hidden_time_change_what_is_served()
    {
        var at = Clock.Utc("2024-06-11 14:10");
        var revised = new Bar(at, 10, 12, 9, 11, 77, 10.5, 3);
        _server.Faults.Market.Revise("AAPL", revised);
        _server.Faults.Market.Halt(
            "AAPL",
            Clock.Utc("2024-06-11 14:20"),
            Clock.Utc("2024-06-11 14:30"),
            "news pending"
        );
        _server.Faults.Market.Hide(null, Clock.Utc("2024-06-11 14:40"), Clock.Utc("2024-06-11 14:50"));

        var bars = (await _client.BarsAsync(Hour)).ConvertAll(b => b.Bar);

        Assert.Equal(40, bars.Count);
        Assert.Equal(revised, bars[10]);
        Assert.DoesNotContain(
            bars,
            bar => bar.Ts >= Clock.Utc("2024-06-11 14:20") && bar.Ts < Clock.Utc("2024-06-11 14:30")
        );
        _server.Faults.Market.ShowAll();
        Assert.Equal(50, (await _client.BarsAsync(Hour)).Count);
    }

    [Theory]
    [InlineData(OutageKind.Unavailable)]
    [InlineData(OutageKind.Refused)]
    public async Task An_outage_lasts_as_long_as_told(OutageKind kind)
    {
        _server.Faults.Outage(_time.GetUtcNow(), _time.GetUtcNow() + TimeSpan.FromHours(1), kind);
        if (kind == OutageKind.Refused)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync("v2/clock"));
        }
        else
        {
            Assert.Equal(503, (await _client.RefusalAsync("v2/clock")).Status);
        }

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (int)(await _client.SendAsync("v2/clock")).StatusCode);
    }

    [Fact]
    public async Task Statistics_count_requests_bars_and_time()
    {
        _ = await _client.BarsAsync(Hour + "&limit=25");

        Assert.Equal(3, _server.Statistics.Requests["/v2/stocks/bars"]);
        Assert.Equal((3, 60), (_server.Statistics.TotalRequests, _server.Statistics.BarsServed));
        Assert.True(_server.Statistics.TimeInHandlers > TimeSpan.Zero);
        Assert.Equal(1, _server.Statistics.MostUnderWay);
    }
}
