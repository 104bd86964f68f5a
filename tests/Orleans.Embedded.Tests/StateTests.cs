using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Embedded.Tests;

[GenerateSerializer]
public sealed class Counter
{
    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public List<string> Names { get; set; } = [];
}

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Increment();
    Task<(int Value, bool Exists, string? Etag)> Get();
    Task Clear();
    Task Reread();
    Task IncrementOther(string name);
    Task<string> Others();
    Task Leave();
    Task WriteBehind(string storage);
}

public sealed class CounterGrain(
    [PersistentState("counter")] IPersistentState<Counter> counter,
    [PersistentState("other", "second")] IPersistentState<Counter> other,
    IServiceProvider services
) : Grain, ICounterGrain
{
    public async Task<int> Increment()
    {
        counter.State.Value++;
        await counter.WriteStateAsync();
        return counter.State.Value;
    }

    public Task<(int Value, bool Exists, string? Etag)> Get() =>
        Task.FromResult((counter.State.Value, counter.RecordExists, (string?)counter.Etag));

    public Task Clear() => counter.ClearStateAsync();

    public Task Reread() => counter.ReadStateAsync();

    public Task IncrementOther(string name)
    {
        other.State.Names.Add(name);
        return other.WriteStateAsync();
    }

    public Task<string> Others() => Task.FromResult(string.Join(",", other.State.Names));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <summary>Writes the record behind the back of this activation's state.</summary>
    public async Task WriteBehind(string storage)
    {
        var store = services.GetRequiredKeyedService<IGrainStorage>(storage);
        var state = new GrainState<Counter>(new Counter());
        await store.ReadStateAsync("counter", this.GetGrainId(), state);
        state.State!.Value = 100;
        await store.WriteStateAsync("counter", this.GetGrainId(), state);
    }
}

public interface IClassicGrain : IGrainWithStringKey
{
    Task<int> Increment();
    Task Clear();
    Task Leave();
}

[StorageProvider(ProviderName = "second")]
public sealed class ClassicGrain : Grain<Counter>, IClassicGrain
{
    public async Task<int> Increment()
    {
        State.Value++;
        await WriteStateAsync();
        return State.Value;
    }

    public Task Clear() => ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public interface IMisplacedGrain : IGrainWithStringKey
{
    Task Nothing();
}

public sealed class MisplacedGrain([PersistentState("x", "nowhere")] IPersistentState<Counter> state)
    : Grain,
        IMisplacedGrain
{
    public Task Nothing() => Task.FromResult(state.RecordExists);
}

public interface IBrokenStorageGrain : IGrainWithStringKey
{
    Task Write();
}

public sealed class BrokenStorageGrain([PersistentState("x", "broken")] IPersistentState<Counter> state)
    : Grain,
        IBrokenStorageGrain
{
    public Task Write() => state.WriteStateAsync();
}

public sealed class BrokenStorage : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new IOException("disk full");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
}

public sealed class StateTests
{
    [Fact]
    public async Task State_outlives_the_activation()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICounterGrain>(Clusters.NewKey());
        Assert.False((await grain.Get()).Exists);
        await grain.Increment();
        await grain.Increment();
        await grain.IncrementOther("a");
        await grain.Leave();
        var (value, exists, etag) = await grain.Get().Soon();
        Assert.Equal((2, true), (value, exists));
        Assert.NotNull(etag);
        Assert.Equal("a", await grain.Others());
    }

    [Fact]
    public async Task A_cleared_state_is_as_new()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICounterGrain>(Clusters.NewKey());
        await grain.Increment();
        await grain.Clear();
        Assert.Equal((0, false, null), await grain.Get());
        Assert.Equal(1, await grain.Increment());
    }

    [Fact]
    public async Task Writing_under_a_stale_version_is_refused_and_ends_the_activation()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICounterGrain>(Clusters.NewKey());
        await grain.Increment();
        await grain.WriteBehind("Default");
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Increment().Soon());
        // The next activation reads what the other wrote.
        Assert.Equal(101, await grain.Increment().Soon());
    }

    [Fact]
    public async Task Reading_again_takes_what_others_wrote()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICounterGrain>(Clusters.NewKey());
        await grain.Increment();
        await grain.WriteBehind("Default");
        await grain.Reread();
        Assert.Equal(101, await grain.Increment());
    }

    [Fact]
    public async Task A_grain_with_one_state_reads_it_from_the_named_storage()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<IClassicGrain>(Clusters.NewKey());
        await grain.Increment();
        await grain.Leave();
        Assert.Equal(2, await grain.Increment().Soon());
        await grain.Clear();
        Assert.Equal(1, await grain.Increment());
    }

    [Fact]
    public async Task A_storage_that_is_not_there_is_named()
    {
        await using var cluster = await Clusters.StartAsync();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            cluster.Client.GetGrain<IMisplacedGrain>(Clusters.NewKey()).Nothing().Soon()
        );
        Assert.Contains("nowhere", failure.ToString());
    }

    [Fact]
    public async Task A_storage_of_ones_own_is_used_and_its_failure_told()
    {
        await using var cluster = await Clusters.StartAsync(
            1,
            silo => silo.Services.AddGrainStorage("broken", (_, _) => new BrokenStorage())
        );
        var grain = cluster.Client.GetGrain<IBrokenStorageGrain>(Clusters.NewKey());
        var failure = await Assert.ThrowsAsync<OrleansException>(() => grain.Write().Soon());
        Assert.Contains("disk full", failure.Message);
    }
}
