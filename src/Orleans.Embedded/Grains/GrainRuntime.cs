using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What grains ask of their silo.</summary>
internal sealed class GrainRuntime(Silo silo) : IGrainRuntime, ITimerRegistry
{
    public IGrainFactory GrainFactory => silo.Factory;

    public ITimerRegistry TimerRegistry => this;

    public IServiceProvider ServiceProvider => silo.Services;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        Own(grainContext).Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => Own(grainContext).Delay(timeSpan);

    public IStorage<T> GetStorage<T>(IGrainContext grainContext)
    {
        var storageName = PersistentState<T>.StorageNameOf(Own(grainContext).Type.Class);
        return new PersistentState<T>(Own(grainContext), "state", storageName);
    }

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(callback);
        return GrainTimer.Start(Own(grainContext), token => callback(state, token), options);
    }

    /// <exception cref="InvalidOperationException">It is not a turn of this grain that runs.</exception>
    private static Activation Own(IGrainContext context) =>
        ReferenceEquals(RuntimeContext.Current, context)
            ? (Activation)context
            : throw new InvalidOperationException(
                $"Activation access violation. A non-activation thread attempted to access activation services of {context}."
            );
}
