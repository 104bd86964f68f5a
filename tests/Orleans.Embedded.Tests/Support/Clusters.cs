using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests;

internal static class Clusters
{
    /// <summary>Starts a cluster with memory storage, reminders in memory and a client.</summary>
    public static async Task<InProcessTestCluster> StartAsync(short silos = 1, Action<ISiloBuilder>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.AddMemoryGrainStorageAsDefault();
                silo.AddMemoryGrainStorage("second");
                silo.UseInMemoryReminderService();
                silo.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
                configure?.Invoke(silo);
            }
        );
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    public static Task<InProcessTestCluster> StartAsync(TimeProvider time, short silos = 1) =>
        StartAsync(silos, silo => silo.Services.AddSingleton(time));

    /// <summary>A key no other test uses.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>The factory of one silo: its calls come from that silo.</summary>
    public static IGrainFactory On(this InProcessTestCluster cluster, int silo) =>
        cluster.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>Fails instead of waiting for ever.</summary>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <inheritdoc cref="Soon{T}(Task{T})"/>
    public static Task Soon(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(20));
}
