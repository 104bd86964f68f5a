using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Quant.Specs;

namespace Quant.Grains.Work;

/// <summary>What the computing threads of this process's silos measure of themselves; tag <c>silo</c>: the silo's name.</summary>
internal static class WorkMeters
{
    private static readonly ConcurrentDictionary<WorkPool, KeyValuePair<string, object?>> s_pools = new();

    /// <summary>Time of one computation; tags <c>silo</c> and <c>kind</c>.</summary>
    public static readonly Histogram<double> Duration = QuantMeter.Duration(
        "quant.work.duration",
        "Time of one computation, without its wait for a thread"
    );

    static WorkMeters()
    {
        var meter = QuantMeter.Meter;
        meter.CreateObservableGauge(
            "quant.work.queue",
            () => Each(pool => pool.Waiting),
            "{computation}",
            "Computations that wait for a thread"
        );
        meter.CreateObservableGauge(
            "quant.work.running",
            () => Each(pool => pool.Running),
            "{computation}",
            "Computations under way"
        );
        meter.CreateObservableGauge(
            "quant.work.threads",
            () => Each(pool => pool.Threads),
            "{thread}",
            "Threads for computations"
        );
    }

    public static void Watch(WorkPool pool, string silo) => s_pools[pool] = new("silo", silo);

    public static void Forget(WorkPool pool) => s_pools.TryRemove(pool, out _);

    private static IEnumerable<Measurement<int>> Each(Func<WorkPool, int> read) =>
        s_pools.Select(pool => new Measurement<int>(read(pool.Key), pool.Value));
}
