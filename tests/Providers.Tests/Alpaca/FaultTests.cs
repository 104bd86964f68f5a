using FakeAlpaca.Faults;
using Quant.MarketData.Providers;
using Quant.MarketData.Quality;

namespace Quant.Providers.Tests.Alpaca;

/// <summary>What goes wrong and passes does not show; what does not pass is told as what it is.</summary>
public sealed class FaultTests
{
    private const string From = "2024-06-10 00:00";
    private const string To = "2024-06-12 00:00";
    private static readonly BarRequest s_request = ServedAlpaca.Request("AAPL", From, To);

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Errors_that_pass_are_waited_out(int status)
    {
        // The provider asks for a pause after 429 by the clock of its answers: all clocks are the test's.
        await using var alpaca = await ServedAlpaca.StartAsync(
            client: o => o with { PageLimit = 300 },
            sharedClock: true
        );
        alpaca.Server.Faults.FailNext(3, status);

        var asking = alpaca.JudgedAsync(s_request);
        while (!asking.IsCompleted)
        {
            // Slow enough that a question on its way is not overtaken by the time it may take.
            alpaca.Time.Advance(alpaca.Server.Statistics.UnderWay == 0 ? TimeSpan.FromMilliseconds(20) : TimeSpan.Zero);
            await Task.Delay(1);
        }

        Assert.Equal(alpaca.True(s_request), (await asking).Bars.ToBars());
        Assert.Equal(3, alpaca.Server.Statistics.Answers[status]);
    }

    [Fact]
    public async Task One_request_in_three_failing_loses_nothing()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(client: o => o with { PageLimit = 50 });
        alpaca.Server.Faults.FailRandomly(1 / 3.0, 500, seed: 11);

        var delivery = await alpaca.JudgedAsync(s_request);

        Assert.Equal(alpaca.True(s_request), delivery.Bars.ToBars());
        Assert.True(alpaca.Server.Statistics.Answers[500] > 5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public async Task A_cut_answer_is_asked_for_again(int afterBytes)
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        alpaca.Server.Faults.CutNext(2, afterBytes);

        var delivery = await alpaca.JudgedAsync(s_request);

        Assert.Equal(alpaca.True(s_request), delivery.Bars.ToBars());
        Assert.Equal((2, 1), (alpaca.Server.Statistics.Answers[0], alpaca.Server.Statistics.Answers[200]));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_asked_for_again()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(client: o =>
            o with
            {
                Asking = o.Asking with { AttemptTimeout = TimeSpan.FromMilliseconds(200) },
            }
        );
        alpaca.Server.Faults.Delay = TimeSpan.FromDays(1);
        var asking = alpaca.JudgedAsync(s_request);
        while (alpaca.Server.Statistics.TotalRequests < 2)
        {
            await Task.Yield();
        }

        alpaca.Server.Faults.Delay = TimeSpan.Zero;

        Assert.Equal(alpaca.True(s_request), (await asking).Bars.ToBars());
    }

    [Theory]
    [InlineData(PageFaults.Duplicates)]
    [InlineData(PageFaults.OutOfOrder)]
    [InlineData(PageFaults.OffGrid)]
    [InlineData(PageFaults.BadPrices)]
    [InlineData(PageFaults.BadFields)]
    [InlineData(
        PageFaults.Duplicates | PageFaults.OutOfOrder | PageFaults.OffGrid | PageFaults.BadPrices | PageFaults.BadFields
    )]
    public async Task Bad_entries_are_refused_and_no_good_bar_is_lost(PageFaults faults)
    {
        await using var alpaca = await ServedAlpaca.StartAsync(client: o => o with { PageLimit = 400 });
        alpaca.Server.Faults.Pages = faults;
        alpaca.Server.Faults.PageShare = 0.2;

        var delivery = await alpaca.JudgedAsync(s_request);

        Assert.Equal(alpaca.True(s_request), delivery.Bars.ToBars());
        if (faults != PageFaults.OutOfOrder)
        {
            Assert.True(delivery.Report.RefusedCount > 50, delivery.Report.ToString());
        }
    }

    [Fact]
    public async Task Refusals_name_their_reasons()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        alpaca.Server.Faults.Pages = PageFaults.Duplicates | PageFaults.BadFields | PageFaults.OffGrid;
        alpaca.Server.Faults.PageShare = 0.2;

        var reasons = (await alpaca.JudgedAsync(s_request)).Report.Refused.Select(refusal => refusal.Fault);

        Assert.Superset(
            new HashSet<BarFault> { BarFault.Unreadable, BarFault.DuplicateTime, BarFault.OffGrid },
            reasons.ToHashSet()
        );
    }

    [Fact]
    public async Task Answers_that_are_no_JSON_are_asked_for_again()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        alpaca.Server.Faults.MalformNext(4, seed: 100);

        var delivery = await alpaca.JudgedAsync(s_request);

        Assert.Equal(alpaca.True(s_request), delivery.Bars.ToBars());
        Assert.Equal(5, alpaca.Server.Statistics.TotalRequests);
    }

    [Fact]
    public async Task What_stays_unreadable_is_told_and_is_well_when_it_is_over()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        alpaca.Server.Faults.Pages = PageFaults.NotANumber;
        alpaca.Server.Faults.PageShare = 1;

        var fault = await Assert.ThrowsAsync<ProviderUnavailableException>(() => alpaca.JudgedAsync(s_request));
        Assert.Contains("not a whole JSON document", fault.Message);

        alpaca.Server.Faults.Clear();
        Assert.Equal(alpaca.True(s_request), (await alpaca.JudgedAsync(s_request)).Bars.ToBars());
    }

    [Fact]
    public async Task A_page_that_leads_back_to_itself_ends_as_a_fault()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(client: o => o with { PageLimit = 300 });
        alpaca.Server.Faults.RepeatPageToken = true;

        var fault = await Assert.ThrowsAsync<ProviderUnavailableException>(() => alpaca.JudgedAsync(s_request));

        Assert.Contains("never end", fault.Message);
        Assert.InRange(alpaca.Server.Statistics.TotalRequests, 2, 4);
    }

    [Theory]
    [InlineData(OutageKind.Unavailable, "HTTP 503")]
    [InlineData(OutageKind.Refused, "")]
    public async Task An_outage_of_an_hour_is_told_and_then_over(OutageKind kind, string said)
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        var now = alpaca.Time.GetUtcNow();
        alpaca.Server.Faults.Outage(now, now + TimeSpan.FromHours(1), kind);

        var fault = await Assert.ThrowsAsync<ProviderUnavailableException>(() => alpaca.JudgedAsync(s_request));
        Assert.Contains("9 attempts", fault.Message);
        Assert.Contains(said, fault.Message);

        alpaca.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(alpaca.True(s_request), (await alpaca.JudgedAsync(s_request)).Bars.ToBars());
    }

    [Fact]
    public async Task A_wrong_clock_is_seen()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(sharedClock: true);
        Assert.Null(alpaca.Provider.ClockSkew);

        _ = await alpaca.Provider.GetClockAsync(TestContext.Current.CancellationToken);
        Assert.InRange(alpaca.Provider.ClockSkew!.Value, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));

        alpaca.Server.Faults.ClockSkew = TimeSpan.FromMinutes(-7);
        _ = await alpaca.JudgedAsync(s_request);
        Assert.InRange(
            alpaca.Provider.ClockSkew!.Value,
            TimeSpan.FromSeconds(-7 * 60 - 1),
            TimeSpan.FromSeconds(-7 * 60 + 1)
        );
    }
}
