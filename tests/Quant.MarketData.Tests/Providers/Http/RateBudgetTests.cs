using Microsoft.Extensions.Time.Testing;
using Quant.MarketData.Providers.Http;

namespace Quant.MarketData.Tests.Providers.Http;

public sealed class RateBudgetTests
{
    private readonly FakeTimeProvider _clock = VirtualTime.Clock();

    private static RateHeaders Says(int? limit = null, int? remaining = null, double? resetIn = null) =>
        new(limit, remaining, resetIn is { } s ? TimeSpan.FromSeconds(s) : null, null, null);

    private static Task<RateBudget.Turn> Take(RateBudget budget, bool again = false) =>
        budget.TakeAsync(again, default).AsTask();

    [Fact]
    public async Task Turns_come_at_the_rate_and_in_the_order_asked_for()
    {
        var budget = new RateBudget(60, 2, _clock);
        var turns = Enumerable.Range(0, 10).Select(_ => Take(budget)).ToList();
        for (var i = 0; i < turns.Count; i++)
        {
            await _clock.Finish(turns[i]);
            Assert.Equal(Math.Min(turns.Count - i - 1, 8), budget.Waiting);
            Assert.All(turns.Skip(Math.Max(i + 1, 2)), later => Assert.False(later.IsCompleted));
        }
        Assert.InRange((_clock.GetUtcNow() - VirtualTime.Start).TotalSeconds, 8, 8.5);
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
        Assert.False(next.IsCompleted);
        await _clock.Finish(next);
        Assert.InRange((_clock.GetUtcNow() - VirtualTime.Start).TotalSeconds, 30, 30.3);
    }

    [Fact]
    public async Task A_retry_goes_before_those_who_have_not_asked_yet()
    {
        var budget = new RateBudget(60, 1, _clock);
        await Take(budget);
        var waiting = Take(budget);
        var retry = Take(budget, again: true);
        await _clock.Finish(retry);
        Assert.False(waiting.IsCompleted);
        await _clock.Finish(waiting);
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
        await _clock.Finish(stays);
        Assert.InRange((_clock.GetUtcNow() - VirtualTime.Start).TotalSeconds, 1, 1.2);
    }
}
