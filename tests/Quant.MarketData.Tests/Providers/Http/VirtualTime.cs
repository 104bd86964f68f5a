using Microsoft.Extensions.Time.Testing;

namespace Quant.MarketData.Tests.Providers.Http;

/// <summary>A clock that moves on only while something waits for it.</summary>
internal static class VirtualTime
{
    public static readonly DateTimeOffset Start = new(2024, 3, 8, 15, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Clock() => new(Start);

    /// <summary>Lets time pass in small steps until the task is done; a day at most.</summary>
    public static async Task<T> Finish<T>(this FakeTimeProvider clock, Task<T> task, double stepSeconds = 0.1)
    {
        await clock.Until(task, stepSeconds);
        return await task;
    }

    /// <summary>Lets time pass until the task has failed so.</summary>
    public static async Task<TFault> Fails<TFault>(this FakeTimeProvider clock, Task task, double stepSeconds = 0.1)
        where TFault : Exception
    {
        await clock.Until(task, stepSeconds);
        return await Assert.ThrowsAsync<TFault>(() => task);
    }

    /// <summary>Lets time pass until the task is done, well or not.</summary>
    public static async Task Until(this FakeTimeProvider clock, Task task, double stepSeconds = 0.1)
    {
        var end = clock.GetUtcNow() + TimeSpan.FromDays(1);
        while (!await Settled(task))
        {
            Assert.True(clock.GetUtcNow() < end, "Nothing happened for a day.");
            clock.Advance(TimeSpan.FromSeconds(stepSeconds));
        }
    }

    /// <summary>Lets everything that does not wait for the clock go on; true when the task is done.</summary>
    private static async Task<bool> Settled(Task task)
    {
        for (var i = 0; i < 30 && !task.IsCompleted; i++)
        {
            // Goes to the end of the pool's queue, behind all that is ready to run.
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
