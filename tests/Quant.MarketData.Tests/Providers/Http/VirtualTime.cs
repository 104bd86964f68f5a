using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Quant.MarketData.Tests.Providers.Http;

/// <summary>
/// A clock that moves when told to, and remembers what was waited for. A test that lets time pass until something has
/// happened may see more time pass than was needed, as on a slow machine: how long a wait was is told by
/// <see cref="Waits"/>.
/// </summary>
internal sealed class VirtualTime() : FakeTimeProvider(Begin)
{
    public static readonly DateTimeOffset Begin = new(2024, 3, 8, 15, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    /// <summary>Lengths of all waits and time limits so far, in their order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public TimeSpan Passed => GetUtcNow() - Begin;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            _waits.Enqueue(dueTime);
        }
        return base.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Lets time pass in small steps until the task is done; a week at most.</summary>
    public async Task<T> Finish<T>(Task<T> task, double stepSeconds = 0.1)
    {
        await Until(task, stepSeconds);
        return await task;
    }

    /// <summary>Lets time pass until the task has failed so.</summary>
    public async Task<TFault> Fails<TFault>(Task task, double stepSeconds = 0.1)
        where TFault : Exception
    {
        await Until(task, stepSeconds);
        return await Assert.ThrowsAsync<TFault>(() => task);
    }

    /// <summary>Lets time pass until the task is done, well or not.</summary>
    public async Task Until(Task task, double stepSeconds = 0.1)
    {
        while (!await Settled(task))
        {
            Assert.True(Passed < TimeSpan.FromDays(7), "Nothing happened for a week.");
            Advance(TimeSpan.FromSeconds(stepSeconds));
        }
    }

    /// <summary>Lets what is ready to run go first; true when the task is done.</summary>
    private static async Task<bool> Settled(Task task)
    {
        for (var i = 0; i < 30 && !task.IsCompleted; i++)
        {
            // Goes to the end of the pool's queue.
            await Task.Factory.StartNew(
                static () => { },
                CancellationToken.None,
                TaskCreationOptions.PreferFairness,
                TaskScheduler.Default
            );
        }
        return task.IsCompleted;
    }
}
