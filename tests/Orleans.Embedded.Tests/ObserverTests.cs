using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public interface INewsObserver : IGrainObserver
{
    Task News(string text);

    [OneWay]
    void Whisper(string text);

    Task<int> Ask(int value);
}

public interface INewsGrain : IGrainWithStringKey
{
    Task Subscribe(INewsObserver observer);
    Task Publish(string text);
    Task Whisper(string text);
    Task<int> Ask(int value);
    Task<bool> IsSame(INewsObserver observer);
    Task<INewsGrain> Self();
    Task<string> NameOf(INewsGrain grain);
    Task PassThis();
}

public sealed class NewsGrain : Grain, INewsGrain
{
    private INewsObserver? _observer;

    public Task Subscribe(INewsObserver observer)
    {
        _observer = observer;
        return Task.CompletedTask;
    }

    public Task Publish(string text) => _observer!.News(text);

    public Task Whisper(string text)
    {
        _observer!.Whisper(text);
        return Task.CompletedTask;
    }

    public Task<int> Ask(int value) => _observer!.Ask(value);

    public Task<bool> IsSame(INewsObserver observer) => Task.FromResult(observer.Equals(_observer));

    public Task<INewsGrain> Self() => Task.FromResult(this.AsReference<INewsGrain>());

    public Task<string> NameOf(INewsGrain grain) => Task.FromResult(grain.GetPrimaryKeyString());

    public Task PassThis() => GrainFactory.GetGrain<INewsGrain>("x").NameOf(this);
}

public sealed class Reader : INewsObserver
{
    private readonly Probe _probe = new();

    internal Probe Probe => _probe;

    public Task News(string text)
    {
        _probe.Say(text);
        return Task.CompletedTask;
    }

    public void Whisper(string text) => _probe.Open("whisper", text);

    public Task<int> Ask(int value) => Task.FromResult(value + 1);
}

public sealed class ObserverTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_grain_calls_an_object_outside_of_grains(bool fromSilo)
    {
        await using var cluster = await Clusters.StartAsync(2);
        var factory = fromSilo ? cluster.On(0) : cluster.Client;
        var reader = new Reader();
        var observer = factory.CreateObjectReference<INewsObserver>(reader);
        var grain = factory.GetGrain<INewsGrain>(Clusters.NewKey());
        await grain.Subscribe(observer);
        await grain.Publish("one");
        await grain.Publish("two");
        await grain.Whisper("psst");
        Assert.Equal("psst", await reader.Probe.At("whisper").Soon());
        Assert.Equal(["one", "two"], reader.Probe.Events);
        Assert.Equal(4, await grain.Ask(3));
        Assert.True(await grain.IsSame(observer));
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task References_to_grains_can_be_passed_and_compared()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<INewsGrain>(key);
        var self = await grain.Self();
        Assert.Equal(grain, self);
        Assert.Equal(grain.GetHashCode(), self.GetHashCode());
        Assert.Equal(key, self.GetPrimaryKeyString());
        Assert.Equal(key, await cluster.Client.GetGrain<INewsGrain>(Clusters.NewKey()).NameOf(self));
        Assert.Equal(grain.GetGrainId(), cluster.On(0).GetGrain<INewsGrain>(key).GetGrainId());
        Assert.Equal(key, cluster.Client.GetGrain<INewsGrain>(grain.GetGrainId()).GetPrimaryKeyString());
    }

    [Fact]
    public async Task Keys_that_are_numbers_or_guids_come_back_as_such()
    {
        await using var cluster = await Clusters.StartAsync();
        var guid = Guid.NewGuid();
        Assert.Equal(guid, await cluster.Client.GetGrain<IKeyedGrain>(guid).Key());
        foreach (var number in (long[])[0, 5, -1, long.MaxValue])
            Assert.Equal(number, await cluster.Client.GetGrain<INumberedGrain>(number).Key());
    }
}

public interface IKeyedGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}

public sealed class KeyedGrain : Grain, IKeyedGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

public interface INumberedGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

public sealed class NumberedGrain : Grain, INumberedGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}
