using Quant.MarketData.Providers.Http;

namespace Quant.MarketData.Tests.Providers.Http;

public sealed class RateBudgetTests
{
    private readonly VirtualTime _clock = new();

    private static RateHeaders Says(
        int? limit = null,
        int? remaining = null,
        double resetIn = 60,
        long? resetAt = 60
    ) => new(limit, remaining, resetAt, resetAt is null ? null : TimeSpan.FromSeconds(resetIn), null, null);

    private static Task<RateBudget.Turn> Take(RateBudget budget, bool again = false) =>
        budget.TakeAsync(again, default).AsTask();

    [Fact]
    public async Task Turns_come_at_the_rate_and_in_the_order_asked_for()
    {
        var budget = new RateBudget(60, 2, _clock);
        var turns = Enumerable.Range(0, 10).Select(_ => Take(budget)).ToList();
        await Task.WhenAll(turns[0], turns[1]);
        for (var i = 2; i < turns.Count; i++)
        {
            Assert.Equal(turns.Count - i, budget.Waiting);
            _clock.Advance(TimeSpan.FromSeconds(0.98));
            Assert.Equal(turns.Count - i, budget.Waiting);
            _clock.Advance(TimeSpan.FromSeconds(0.02));
            await turns[i];
            Assert.All(turns.Skip(i + 1), later => Assert.False(later.IsCompleted));
        }
    }

    [Fact]
    public async Task Hours_without_a_question_save_up_a_burst_and_no_more()
    {
        var budget = new RateBudget(60, 5, _clock);
        _clock.Advance(TimeSpan.FromHours(3));
        for (var i = 0; i < 5; i++)
        {
            Assert.True(Take(budget).IsCompletedSuccessfully);
        }
        Assert.False(Take(budget).IsCompleted);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task The_limit_an_answer_tells_takes_the_place_of_the_first_guess()
    {
        var budget = new RateBudget(60, 1, _clock);
        using (await Take(budget))
        {
            budget.Observe(Says(limit: 1000, remaining: 999));
        }
        Assert.Equal(1000, budget.PerMinute, 1e-9);
        for (var i = 0; i < 999; i++)
        {
            Assert.True(Take(budget).IsCompletedSuccessfully);
        }
        Assert.False(Take(budget).IsCompleted);
    }

    [Fact]
    public async Task Requests_under_way_are_taken_off_what_an_answer_says_is_left()
    {
        var budget = new RateBudget(200, 20, _clock);
        using var answered = await Take(budget);
        for (var i = 0; i < 3; i++)
        {
            await Take(budget);
        }
        budget.Observe(Says(limit: 200, remaining: 5));
        Assert.True(Take(budget).IsCompletedSuccessfully);
        Assert.True(Take(budget).IsCompletedSuccessfully);
        Assert.False(Take(budget).IsCompleted);
    }

    [Theory]
    [InlineData(60L, 1)]
    [InlineData(0L, 1)]
    [InlineData(120L, 100)]
    [InlineData(null, 1)]
    public async Task An_answer_that_comes_late_does_not_raise_what_is_left_of_the_same_count(long? resetAt, int free)
    {
        var budget = new RateBudget(200, 1, _clock);
        using (await Take(budget))
        {
            budget.Observe(Says(limit: 200, remaining: 1));
            budget.Observe(Says(limit: 200, remaining: 100, resetAt: resetAt));
        }
        for (var i = 0; i < free; i++)
        {
            Assert.True(Take(budget).IsCompletedSuccessfully);
        }
        Assert.False(Take(budget).IsCompleted);
    }

    [Fact]
    public async Task What_was_told_is_left_is_not_made_more_by_waiting_while_the_count_lasts()
    {
        var budget = new RateBudget(600, 1, _clock);
        using (await Take(budget))
        {
            budget.Observe(Says(limit: 600, remaining: 3, resetIn: 60));
        }
        _clock.Advance(TimeSpan.FromSeconds(30));
        var turns = Enumerable.Range(0, 4).Select(_ => Take(budget)).ToList();
        Assert.Equal(1, budget.Waiting);
        _clock.Advance(TimeSpan.FromSeconds(30.1));
        Assert.Equal(0, budget.Waiting);
        await Task.WhenAll(turns);
    }

    [Fact]
    public async Task Nothing_left_stops_everybody_until_the_count_starts_anew()
    {
        var budget = new RateBudget(200, 20, _clock);
        using (await Take(budget))
        {
            budget.Observe(Says(limit: 200, remaining: 0, resetIn: 30));
        }
        var next = Take(budget);
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal(1, budget.Waiting);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await next;
    }

    [Fact]
    public async Task A_retry_goes_before_those_who_have_not_asked_yet()
    {
        var budget = new RateBudget(60, 1, _clock);
        await Take(budget);
        var waiting = Take(budget);
        var retry = Take(budget, again: true);
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        await retry;
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Fact]
    public async Task Who_leaves_the_queue_keeps_nobody_waiting()
    {
        var budget = new RateBudget(60, 1, _clock);
        await Take(budget);
        using var cancel = new CancellationTokenSource();
        var leaves = budget.TakeAsync(false, cancel.Token).AsTask();
        var stays = Take(budget);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        await stays;
    }
}
