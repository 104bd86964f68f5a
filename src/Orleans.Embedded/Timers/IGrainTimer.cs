namespace Orleans.Runtime
{
    /// <summary>A timer whose ticks are turns of its grain. Disposing it cancels the token given to a running tick.</summary>
    public interface IGrainTimer : IDisposable
    {
        /// <inheritdoc cref="GrainTimerCreationOptions(TimeSpan, TimeSpan)"/>
        void Change(TimeSpan dueTime, TimeSpan period);
    }
}

namespace Orleans.Timers
{
    /// <summary>Makes the timers of grains; replaceable in unit tests.</summary>
    public interface ITimerRegistry
    {
        Orleans.Runtime.IGrainTimer RegisterGrainTimer<TState>(
            Orleans.Runtime.IGrainContext grainContext,
            Func<TState, CancellationToken, Task> callback,
            TState state,
            Orleans.Runtime.GrainTimerCreationOptions options
        );
    }
}
