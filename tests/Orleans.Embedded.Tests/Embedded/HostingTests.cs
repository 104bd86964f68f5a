using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using OrleansEmbedded;

namespace Orleans.Embedded.Tests;

public sealed class StageRecorder : ILifecycleParticipant<ISiloLifecycle>
{
    public List<string> Events { get; } = [];

    public void Participate(ISiloLifecycle lifecycle)
    {
        foreach (var stage in (int[])[ServiceLifecycleStage.Active, ServiceLifecycleStage.ApplicationServices])
            lifecycle.Subscribe("recorder", stage, _ => Record($"start {stage}"), _ => Record($"stop {stage}"));
    }

    private Task Record(string what)
    {
        Events.Add(what);
        return Task.CompletedTask;
    }
}

public sealed class HostingTests
{
    private static HostApplicationBuilder NewBuilder() =>
        Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

    [Fact]
    public async Task A_hosts_services_are_its_silos_and_its_client_calls_grains()
    {
        var builder = NewBuilder();
        builder.Services.AddSingleton("from the host");
        builder.UseOrleans(silo =>
            silo.UseLocalhostClustering().AddMemoryGrainStorageAsDefault().AddMemoryGrainStorage("second")
        );
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        Assert.Equal("from the host", await client.GetGrain<IHostedGrain>("x").Injected());
        Assert.Equal(
            1,
            await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>("x").Increment()
        );
        await host.StopAsync();
    }

    [Fact]
    public async Task A_client_host_finds_the_silo_of_its_process_by_gateway_port()
    {
        var builder = NewBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(gatewayPort: 30123));
        using var host = builder.Build();
        await host.StartAsync();
        var clientBuilder = NewBuilder();
        clientBuilder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort: 30123));
        using var clientHost = clientBuilder.Build();
        await clientHost.StartAsync();
        var grain = clientHost.Services.GetRequiredService<IClusterClient>().GetGrain<ITurnGrain>("x");
        Assert.Equal(7, await grain.Add(7));
        await clientHost.StopAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task A_hosts_silo_and_added_silos_form_one_cluster()
    {
        await using var cluster = new EmbeddedCluster();
        var builder = NewBuilder();
        builder.UseOrleans(silo => silo.UseEmbeddedCluster(cluster).AddMemoryGrainStorageAsDefault());
        using var host = builder.Build();
        await host.StartAsync();
        var second = await cluster.AddSiloAsync(silo => silo.AddMemoryGrainStorageAsDefault(), "second");
        var third = await cluster.AddSiloAsync(silo => silo.AddMemoryGrainStorageAsDefault());
        Assert.Equal(3, cluster.Silos.Count);
        Assert.All(cluster.Silos, silo => Assert.Equal(SiloStatus.Active, silo.Status));
        var key = Clusters.NewKey();
        var local = second
            .Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IPlacedGrain>(key, "Orleans.Embedded.Tests.Locally");
        Assert.Equal(second.Address.ToString(), await local.Where());
        await cluster.StopSiloAsync(second.Address);
        await cluster.KillSiloAsync(third.Address);
        Assert.Single(cluster.Silos);
        var client = host.Services.GetRequiredService<IGrainFactory>();
        Assert.Equal(
            cluster.Silos[0].Address.ToString(),
            await client.GetGrain<IPlacedGrain>(key, "Orleans.Embedded.Tests.Locally").Where().Soon()
        );
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.StopSiloAsync(second.Address));
        await host.StopAsync();
    }

    [Fact]
    public async Task Participants_start_upwards_and_stop_downwards()
    {
        var recorder = new StageRecorder();
        var builder = NewBuilder();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(recorder);
        });
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
        Assert.Equal(["start 10000", "start 20000", "stop 20000", "stop 10000"], recorder.Events);
    }

    [Fact]
    public async Task A_stopped_host_refuses_calls_by_saying_so()
    {
        var builder = NewBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        using var host = builder.Build();
        await host.StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITurnGrain>("x");
        await grain.Add(1);
        await host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Add(1).Soon());
    }
}

public interface IHostedGrain : IGrainWithStringKey
{
    Task<string> Injected();
}

public sealed class HostedGrain(string injected) : Grain, IHostedGrain
{
    public Task<string> Injected() => Task.FromResult(injected);
}
