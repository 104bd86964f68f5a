using System.Diagnostics;
using Orleans;
using Orleans.Embedded.Tests;
using Orleans.Placement;
using Orleans.Runtime;

namespace Watched;

public interface IWatchedGrain : IGrainWithStringKey
{
    Task<string?> Trace();
    Task<string?> TraceThrough(string other);
    Task Fail();

    [ResponseTimeout("00:00:00.3")]
    Task Hold();

    Task Store(int value);
    Task Leave();
}

[PreferLocalPlacement]
public sealed class WatchedGrain([PersistentState("watched")] IPersistentState<int> state) : Grain, IWatchedGrain
{
    public Task<string?> Trace() => Task.FromResult(Activity.Current?.Id);

    public async Task<string?> TraceThrough(string other) =>
        await GrainFactory.GetGrain<IWatchedGrain>(other).Trace() + " " + Activity.Current?.Id;

    public Task Fail() => throw new InvalidOperationException("watched");

    public async Task Hold() => await Probe.For(this.GetPrimaryKeyString()).At("release");

    public Task Store(int value)
    {
        state.State = value;
        return state.WriteStateAsync();
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
