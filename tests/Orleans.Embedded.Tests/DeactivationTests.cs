using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<Guid> Life();
    Task Leave();
    Task LeaveAndHold();
    Task Stay(TimeSpan time);
    Task HoldHere();
}

public class LifeGrain : Grain, ILifeGrain
{
    private readonly Guid _life = Guid.NewGuid();

    private Probe Probe => Probe.For(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Say("activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Say($"deactivated {reason.ReasonCode}");
        Probe.Open("deactivated", reason.ReasonCode.ToString());
        return Task.CompletedTask;
    }

    public Task<Guid> Life() => Task.FromResult(_life);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveAndHold()
    {
        DeactivateOnIdle();
        Probe.Open("leaving");
        await Probe.At("release");
        Probe.Say("left");
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public async Task HoldHere()
    {
        Probe.Open("holding");
        await Probe.At("release");
    }
}

public interface IStillbornGrain : IGrainWithStringKey
{
    Task<int> Attempts();
}

public sealed class StillbornGrain : Grain, IStillbornGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var probe = Probe.For(this.GetPrimaryKeyString());
        probe.Say("attempt");
        if (probe.Events.Count == 1)
            throw new OwnException("not yet") { Code = 1 };
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.For(this.GetPrimaryKeyString()).Say("deactivated");
        return Task.CompletedTask;
    }

    public Task<int> Attempts() => Task.FromResult(Probe.For(this.GetPrimaryKeyString()).Events.Count);
}

public interface IBareGrain : IGrainWithStringKey
{
    Task<string> Name();
    Task Leave();
}

public sealed class BareGrain(IGrainContext context) : IGrainBase, IBareGrain
{
    public IGrainContext GrainContext => context;

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task Leave()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        Probe.For(context.GrainId.Key.ToString()).Open("deactivated");
        return Task.CompletedTask;
    }
}

public sealed class DeactivationTests
{
    [Fact]
    public async Task Deactivating_on_idle_runs_the_hook_and_the_next_call_finds_a_new_activation()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        var first = await grain.Life();
        await grain.Leave();
        var second = await grain.Life().Soon();
        Assert.NotEqual(first, second);
        Assert.Equal(["activated", "deactivated ApplicationRequested", "activated"], Probe.For(key).Events);
    }

    [Fact]
    public async Task A_running_call_ends_before_the_activation_and_waiting_ones_go_to_the_next()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var probe = Probe.For(key);
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        var leaving = grain.LeaveAndHold();
        await probe.At("leaving").Soon();
        var waiting = grain.Life();
        probe.Open("release");
        await leaving.Soon();
        await waiting.Soon();
        Assert.Equal(["activated", "left", "deactivated ApplicationRequested", "activated"], probe.Events);
    }

    [Fact]
    public async Task A_failing_activation_is_told_to_the_caller_and_leaves_nothing_behind()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<IStillbornGrain>(key);
        var failure = await Assert.ThrowsAsync<OwnException>(() => grain.Attempts().Soon());
        Assert.Equal("not yet", failure.Message);
        Assert.Equal(2, await grain.Attempts().Soon());
        Assert.Equal(["attempt", "attempt"], Probe.For(key).Events);
    }

    [Fact]
    public async Task Stopping_the_silo_deactivates_with_that_reason()
    {
        var key = Clusters.NewKey();
        await using (var cluster = await Clusters.StartAsync())
            await cluster.Client.GetGrain<ILifeGrain>(key).Life();
        Assert.Equal(["activated", "deactivated ShuttingDown"], Probe.For(key).Events);
    }

    [Fact]
    public async Task A_class_without_base_class_is_a_grain_too()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<IBareGrain>(key);
        Assert.Equal(key, await grain.Name());
        await grain.Leave();
        await Probe.For(key).At("deactivated").Soon();
    }
}
