using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions
{
    public GrainTimerCreationOptions() { }

    /// <param name="dueTime">Time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none yet.</param>
    /// <param name="period">Time from the end of one tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</param>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of one tick to the next.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks interleave with calls and with ticks of other timers.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks count as use of the grain, keeping it from idle collection.</summary>
    public bool KeepAlive { get; init; }
}
