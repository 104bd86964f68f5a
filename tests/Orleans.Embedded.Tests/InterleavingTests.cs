using Orleans.Concurrency;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Tests;

public interface IGatedGrain : IGrainWithStringKey
{
    Task Hold(string name);

    [AlwaysInterleave]
    Task HoldAlways(string name);

    [ReadOnly]
    Task HoldReading(string name);
}

public class GatedGrain : Grain, IGatedGrain
{
    public Task Hold(string name) => At(name);

    public Task HoldAlways(string name) => At(name);

    public Task HoldReading(string name) => At(name);

    private async Task At(string name)
    {
        var probe = Probe.For(this.GetPrimaryKeyString());
        probe.Say(name);
        probe.Open($"{name} in");
        await probe.At($"{name} out");
    }
}

public interface IReentrantGrain : IGatedGrain;

[Reentrant]
public sealed class ReentrantGrain : GatedGrain, IReentrantGrain;

public interface IAskingGrain : IGatedGrain;

[MayInterleave(nameof(Allows))]
public sealed class AskingGrain : GatedGrain, IAskingGrain
{
    public static bool Allows(IInvokable request) =>
        request.GetMethodName() == nameof(IGatedGrain.Hold) && request.GetArgument(0) is "polite";
}

public interface IChainGrain : IGrainWithStringKey
{
    Task<string> CallBack(string other, bool allow);
    Task<string> CallBackSuppressed(string other);
    Task<string> Relay(string origin);
    Task<string> Answer();
}

public sealed class ChainGrain : Grain, IChainGrain
{
    public async Task<string> CallBack(string other, bool allow)
    {
        if (!allow)
            return await GrainFactory.GetGrain<IChainGrain>(other).Relay(this.GetPrimaryKeyString());
        using var section = RequestContext.AllowCallChainReentrancy();
        return await GrainFactory.GetGrain<IChainGrain>(other).Relay(this.GetPrimaryKeyString());
    }

    public async Task<string> CallBackSuppressed(string other)
    {
        using var allowed = RequestContext.AllowCallChainReentrancy();
        using var suppressed = RequestContext.SuppressCallChainReentrancy();
        return await GrainFactory.GetGrain<IChainGrain>(other).Relay(this.GetPrimaryKeyString());
    }

    public Task<string> Relay(string origin) => GrainFactory.GetGrain<IChainGrain>(origin).Answer();

    public Task<string> Answer() => Task.FromResult("answered");
}

public sealed class InterleavingTests
{
    [Fact]
    public async Task A_reentrant_grain_begins_a_call_while_another_awaits()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<IReentrantGrain>(key);
        await OverlapAsync(key, grain.Hold, grain.Hold);
    }

    [Fact]
    public async Task A_method_that_always_interleaves_passes_a_running_call()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<IGatedGrain>(key, nameof(Orleans) + ".Embedded.Tests.GatedGrain");
        await OverlapAsync(key, grain.Hold, grain.HoldAlways);
    }

    [Fact]
    public async Task A_call_begins_while_only_an_always_interleaving_one_runs()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<IGatedGrain>(key, nameof(Orleans) + ".Embedded.Tests.GatedGrain");
        await OverlapAsync(key, grain.HoldAlways, grain.Hold);
    }

    [Fact]
    public async Task Reading_methods_interleave_with_each_other()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<IGatedGrain>(key, nameof(Orleans) + ".Embedded.Tests.GatedGrain");
        await OverlapAsync(key, grain.HoldReading, grain.HoldReading);
    }

    [Fact]
    public async Task A_reading_method_waits_for_a_writing_one()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var probe = Probe.For(key);
        var grain = cluster.Client.GetGrain<IGatedGrain>(key, nameof(Orleans) + ".Embedded.Tests.GatedGrain");
        var writing = grain.Hold("write");
        await probe.At("write in").Soon();
        var reading = grain.HoldReading("read");
        // A call sent after the reading one and served before it proves that the reading one had its chance.
        var passing = grain.HoldAlways("pass");
        probe.Open("pass out");
        await passing.Soon();
        Assert.Equal(["write", "pass"], probe.Events);
        probe.Open("write out");
        probe.Open("read out");
        await Task.WhenAll(writing, reading).Soon();
        Assert.Equal(["write", "pass", "read"], probe.Events);
    }

    [Fact]
    public async Task The_grain_is_asked_which_calls_may_interleave()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        var probe = Probe.For(key);
        var grain = cluster.Client.GetGrain<IAskingGrain>(key);
        var first = grain.Hold("first");
        await probe.At("first in").Soon();
        var rude = grain.Hold("rude");
        var polite = grain.Hold("polite");
        await probe.At("polite in").Soon();
        Assert.Equal(["first", "polite"], probe.Events);
        foreach (var name in (string[])["first", "rude", "polite"])
            probe.Open($"{name} out");
        await Task.WhenAll(first, rude, polite).Soon();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_call_chain_may_come_back_where_it_is_allowed(short silos)
    {
        await using var cluster = await Clusters.StartAsync(silos);
        var grain = cluster.Client.GetGrain<IChainGrain>(Clusters.NewKey());
        Assert.Equal("answered", await grain.CallBack(Clusters.NewKey(), allow: true).Soon());
    }

    [Fact]
    public async Task A_call_chain_that_comes_back_unallowed_times_out_naming_both_grains()
    {
        await using var cluster = await Clusters.StartAsync(
            1,
            silo => silo.Configure<Configuration.SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(1))
        );
        string key = Clusters.NewKey(),
            other = Clusters.NewKey();
        var failure = await Assert.ThrowsAsync<TimeoutException>(() =>
            cluster.Client.GetGrain<IChainGrain>(key).CallBack(other, allow: false).Soon()
        );
        Assert.Contains(key, failure.Message);
        Assert.Contains(other, failure.Message);
    }

    [Fact]
    public async Task Suppressed_call_chain_reentrancy_times_out_again()
    {
        await using var cluster = await Clusters.StartAsync(
            1,
            silo => silo.Configure<Configuration.SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(1))
        );
        var grain = cluster.Client.GetGrain<IChainGrain>(Clusters.NewKey());
        await Assert.ThrowsAsync<TimeoutException>(() => grain.CallBackSuppressed(Clusters.NewKey()).Soon());
    }

    private static async Task OverlapAsync(string key, Func<string, Task> first, Func<string, Task> second)
    {
        var probe = Probe.For(key);
        var a = first("a");
        await probe.At("a in").Soon();
        var b = second("b");
        await probe.At("b in").Soon();
        probe.Open("a out");
        probe.Open("b out");
        await Task.WhenAll(a, b).Soon();
    }
}
