using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests;

[CollectionAgeLimit(Minutes = 2)]
public sealed class ShortLivedGrain : LifeGrain, IShortLivedGrain;

public interface IShortLivedGrain : ILifeGrain;

[KeepAlive]
public sealed class LongLivedGrain : LifeGrain, ILongLivedGrain;

public interface ILongLivedGrain : ILifeGrain;

/// <summary>Idle collection with time under the test's control.</summary>
public sealed class IdleTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task An_idle_activation_is_ended_after_the_collection_age()
    {
        await using var cluster = await StartAsync();
        var key = Clusters.NewKey();
        await cluster.Client.GetGrain<ILifeGrain>(key, LifeGrainName).Life();
        Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(["activated"], Probe.For(key).Events);
        Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("ActivationIdle", await Probe.For(key).At("deactivated").Soon());
    }

    [Fact]
    public async Task Calls_keep_an_activation_from_idle_collection()
    {
        await using var cluster = await StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<ILifeGrain>(key, LifeGrainName);
        var life = await grain.Life();
        for (var i = 0; i < 5; i++)
        {
            Advance(TimeSpan.FromMinutes(6));
            Assert.Equal(life, await grain.Life());
        }
    }

    [Fact]
    public async Task A_running_call_and_a_delay_keep_an_activation()
    {
        await using var cluster = await StartAsync();
        string held = Clusters.NewKey(),
            delayed = Clusters.NewKey();
        var holding = cluster.Client.GetGrain<ILifeGrain>(held, LifeGrainName).HoldHere();
        await Probe.For(held).At("holding").Soon();
        await cluster.Client.GetGrain<ILifeGrain>(delayed, LifeGrainName).Stay(TimeSpan.FromHours(2));
        Advance(TimeSpan.FromHours(1));
        Assert.Equal(["activated"], Probe.For(held).Events);
        Assert.Equal(["activated"], Probe.For(delayed).Events);
        Probe.For(held).Open("release");
        await holding.Soon();
        Advance(TimeSpan.FromHours(2));
        await Probe.For(delayed).At("deactivated").Soon();
    }

    [Fact]
    public async Task A_class_may_have_an_age_limit_of_its_own_or_none()
    {
        await using var cluster = await StartAsync();
        string soon = Clusters.NewKey(),
            never = Clusters.NewKey();
        await cluster.Client.GetGrain<IShortLivedGrain>(soon).Life();
        await cluster.Client.GetGrain<ILongLivedGrain>(never).Life();
        Advance(TimeSpan.FromMinutes(4));
        await Probe.For(soon).At("deactivated").Soon();
        Advance(TimeSpan.FromDays(2));
        Assert.Equal(["activated"], Probe.For(never).Events);
    }

    private const string LifeGrainName = "Orleans.Embedded.Tests.LifeGrain";

    private Task<InProcessTestCluster> StartAsync() =>
        Clusters.StartAsync(
            1,
            silo =>
            {
                silo.Services.AddSingleton<TimeProvider>(_time);
                silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = TimeSpan.FromMinutes(10));
            }
        );

    /// <summary>In steps of the collection quantum, as time passes.</summary>
    private void Advance(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMinutes(1))
            _time.Advance(TimeSpan.FromMinutes(1));
    }
}
