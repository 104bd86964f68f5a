using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Quant.Bench.Grains.Workload;

/// <summary>Does nothing and allocates nothing, so that what is measured is the call.</summary>
[Alias("bench.echo")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    [Alias("Echo")]
    ValueTask<int> Echo(int value);
}

[PreferLocalPlacement]
public sealed class EchoGrain : Grain, IEchoGrain
{
    public ValueTask<int> Echo(int value) => new(value);
}

/// <summary>Calls other grains from within its silo.</summary>
[Alias("bench.driver")]
public interface IDriverGrain : IGrainWithIntegerKey
{
    /// <summary>Calls <paramref name="calls"/> times, spread over the targets, each called again when it has answered.</summary>
    [Alias("Drive")]
    [ResponseTimeout("00:10:00")]
    Task<Load> Drive(long firstTarget, int targets, int calls);

    /// <summary>Calls each of a range of grains once, <paramref name="inFlight"/> at a time.</summary>
    [Alias("Touch")]
    [ResponseTimeout("00:10:00")]
    Task<Load> Touch(long firstTarget, int targets, int inFlight);
}

/// <summary>What a driver measured.</summary>
[GenerateSerializer]
[Alias("bench.load")]
public record struct Load([property: Id(0)] double Seconds, [property: Id(1)] long AllocatedBytes);

[PreferLocalPlacement]
public sealed class DriverGrain : Grain, IDriverGrain
{
    public Task<Load> Drive(long firstTarget, int targets, int calls) =>
        MeasureAsync(
            targets,
            async loop =>
            {
                var target = GrainFactory.GetGrain<IEchoGrain>(firstTarget + loop);
                for (var i = 0; i < calls / targets; i++)
                    Check(i, await target.Echo(i));
            }
        );

    public Task<Load> Touch(long firstTarget, int targets, int inFlight) =>
        MeasureAsync(
            inFlight,
            async loop =>
            {
                for (var i = loop; i < targets; i += inFlight)
                    Check(i, await GrainFactory.GetGrain<IEchoGrain>(firstTarget + i).Echo(i));
            }
        );

    private static async Task<Load> MeasureAsync(int loops, Func<int, Task> loop)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, loops).Select(loop));
        var elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(began);
        return new(elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    private static void Check(int sent, int answered)
    {
        if (sent != answered)
            throw new InvalidOperationException($"{sent} was sent, {answered} came back.");
    }
}
