using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.TestingHost;
using Quant.Bench.Grains.Workload;
using Quant.Grains.Cluster;

// One scenario, on whichever engine this program was built with; prints the runs as one line of JSON.
const int Runs = 5;
var runs = new List<Figure>();
for (var run = -2; run < Runs; run++)
{
    var figure = args[0] switch
    {
        "in-silo" => await CallsAsync(silos: 1, inFlight: 100, calls: 2_000_000),
        "metered" => await CallsAsync(silos: 1, inFlight: 100, calls: 2_000_000, metered: true),
        "one-by-one" => await CallsAsync(silos: 1, inFlight: 1, calls: 500_000),
        "silo-to-silo" => await CallsAsync(silos: 2, inFlight: 100, calls: 500_000),
        "activation" => await ActivationsAsync(100_000),
        _ => throw new ArgumentException($"no scenario {args[0]}"),
    };
    // The first runs are for the compiler.
    if (run >= 0)
        runs.Add(figure);
}
Console.WriteLine(JsonSerializer.Serialize(runs, JsonSerializerOptions.Web));

static async Task<InProcessTestCluster> StartAsync(short silos, bool metered = false)
{
    var builder = new InProcessTestClusterBuilder(silos);
    builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.Warning));
    if (metered)
        builder.ConfigureSilo(
            (_, silo) => silo.Services.AddSingleton<IIncomingGrainCallFilter>(new CallMeter(TimeProvider.System))
        );
    var cluster = builder.Build();
    await cluster.DeployAsync();
    return cluster;
}

static IGrainFactory On(InProcessTestCluster cluster, int silo) =>
    cluster.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>();

static async Task<Figure> CallsAsync(short silos, int inFlight, int calls, bool metered = false)
{
    await using var cluster = await StartAsync(silos, metered);
    // Each grain is placed where it is first called from.
    for (var i = 0; i < inFlight; i++)
        await On(cluster, silos - 1).GetGrain<IEchoGrain>(i).Echo(i);
    var driver = On(cluster, 0).GetGrain<IDriverGrain>(0);
    await driver.Drive(0, inFlight, calls / 10);
    var load = await driver.Drive(0, inFlight, calls);
    return new(load.Seconds, (double)load.AllocatedBytes / calls, calls);
}

static async Task<Figure> ActivationsAsync(int grains)
{
    await using var cluster = await StartAsync(1);
    var driver = On(cluster, 0).GetGrain<IDriverGrain>(0);
    await driver.Touch(-1000, 1000, 100);
    var before = GC.GetTotalMemory(forceFullCollection: true);
    var load = await driver.Touch(0, grains, 100);
    var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
    return new(load.Seconds, (double)kept / grains, grains);
}

/// <summary>One run: how long it took, and how many bytes each of its steps allocated (or, for activations, keeps).</summary>
internal sealed record Figure(double Seconds, double BytesEach, int Steps);
