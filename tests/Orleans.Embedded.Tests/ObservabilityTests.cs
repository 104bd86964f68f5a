using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Diagnostics;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Watched;

namespace Orleans.Embedded.Tests;

public sealed class ObservabilityTests
{
    private static async Task<InProcessTestCluster> StartTracedAsync(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.AddMemoryGrainStorageAsDefault();
                silo.AddActivityPropagation();
            }
        );
        builder.ConfigureClient(client => client.AddActivityPropagation());
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    /// <summary>The activities of Orleans within one trace, as they end.</summary>
    private sealed class Ended : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _ended = new();
        private readonly ActivityListener _listener;

        public Ended()
        {
            Root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
            Root.ActivityTraceFlags = ActivityTraceFlags.Recorded;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                    options.Parent.TraceId == Root.TraceId
                        ? ActivitySamplingResult.AllDataAndRecorded
                        : ActivitySamplingResult.None,
                ActivityStopped = activity => _ended.Enqueue(activity),
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public Activity Root { get; }

        public IEnumerable<Activity> Of(string method) =>
            _ended.Where(a => a.TraceId == Root.TraceId && a.DisplayName == method);

        public void Dispose()
        {
            _listener.Dispose();
            Root.Dispose();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_trace_goes_along_with_calls_from_caller_to_grain_to_grain(short silos)
    {
        await using var cluster = await StartTracedAsync(silos);
        using var ended = new Ended();
        var other = Clusters.NewKey();
        if (silos == 2)
            await cluster.On(1).GetGrain<IWatchedGrain>(other).Trace();
        var seen = await cluster.On(0).GetGrain<IWatchedGrain>(Clusters.NewKey()).TraceThrough(other).Soon();

        var outer = ended.Of("IWatchedGrain/TraceThrough").ToDictionary(a => a.Kind);
        Assert.Equal(ended.Root.SpanId, outer[ActivityKind.Client].ParentSpanId);
        Assert.Equal(outer[ActivityKind.Client].SpanId, outer[ActivityKind.Server].ParentSpanId);
        var inner = ended
            .Of("IWatchedGrain/Trace")
            .Where(a => a.ParentSpanId != ended.Root.SpanId)
            .TakeLast(2)
            .ToDictionary(a => a.Kind);
        Assert.Equal(outer[ActivityKind.Server].SpanId, inner[ActivityKind.Client].ParentSpanId);
        Assert.Equal(inner[ActivityKind.Client].SpanId, inner[ActivityKind.Server].ParentSpanId);
        Assert.Equal($"{inner[ActivityKind.Server].Id} {outer[ActivityKind.Server].Id}", seen);
        Assert.Equal(ActivitySources.ApplicationGrainActivitySourceName, inner[ActivityKind.Server].Source.Name);
        Assert.Equal($"watched/{other}", inner[ActivityKind.Server].GetTagItem("orleans.rpc.target_id"));
        Assert.Equal("orleans", inner[ActivityKind.Client].GetTagItem("rpc.system.name"));
        Assert.Same(ended.Root, Activity.Current);
    }

    [Fact]
    public async Task A_failed_call_fails_its_activities()
    {
        await using var cluster = await StartTracedAsync(1);
        using var ended = new Ended();
        var grain = cluster.Client.GetGrain<IWatchedGrain>(Clusters.NewKey());
        await Assert.ThrowsAsync<InvalidOperationException>(grain.Fail);
        var activities = ended.Of("IWatchedGrain/Fail").ToList();
        Assert.Equal(2, activities.Count);
        Assert.All(activities, a => Assert.Equal(ActivityStatusCode.Error, a.Status));
        Assert.All(activities, a => Assert.Equal("watched", a.GetTagItem("exception.message")));
    }

    [Fact]
    public async Task Instruments_have_the_names_that_dashboards_know_and_measure_what_happens()
    {
        var published = new ConcurrentDictionary<string, string?>();
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != "Microsoft.Orleans")
                    return;
                published[instrument.Name] = instrument.Unit;
                listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        listener.Start();

        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<IWatchedGrain>(Clusters.NewKey());
        await grain.Store(1);
        await Assert.ThrowsAsync<TimeoutException>(grain.Hold);
        Probe.For(grain.GetPrimaryKeyString()).Open("release");
        listener.RecordObservableInstruments();
        Assert.True(measured["orleans-catalog-activations watched"] >= 1);
        Assert.True(measured["orleans-catalog-activation-working-set watched"] >= 1);
        await grain.Leave();
        await grain.Store(2);
        // Some things are counted when they are over, which a caller may not have waited for.
        await MeasuredAsync("orleans-catalog-activation-created watched", 2);
        await MeasuredAsync("orleans-catalog-activation-destroyed watched", 1);
        await MeasuredAsync("orleans-catalog-activation-shutdown watched", 1);
        await MeasuredAsync("orleans-app-requests-timedout watched", 1);
        await MeasuredAsync("orleans-app-requests-latency ", double.Epsilon);
        await MeasuredAsync("orleans-storage-write-latency watched", double.Epsilon);
        Assert.Equal("ms", published["orleans-app-requests-latency"]);
        Assert.Equal("ms", published["orleans-catalog-activation-latency"]);
        Assert.Equal("seconds", published["orleans-reminders-tardiness"]);
        Assert.Equal("MB", published["orleans-runtime-available-memory"]);
        Assert.Contains("orleans-app-requests-canceled", published);
        Assert.Contains("orleans-scheduler-long-running-turns", published);
        Assert.Contains("orleans-reminders-active", published);
        Assert.Contains("orleans-reminders-ticks-delivered", published);

        async Task MeasuredAsync(string name, double least)
        {
            for (var clock = Stopwatch.StartNew(); measured.GetValueOrDefault(name) < least; await Task.Delay(5))
                Assert.True(
                    clock.Elapsed < TimeSpan.FromSeconds(30),
                    $"{name} stayed at {measured.GetValueOrDefault(name)}"
                );
        }

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var of = "";
            foreach (var (key, tag) in tags)
            {
                if (key is "grain_type" or "state_name")
                    of = tag?.ToString();
            }

            measured.AddOrUpdate($"{instrument.Name} {of}", value, (_, sum) => sum + value);
        }
    }

    [Fact]
    public async Task The_management_grain_tells_hosts_and_activations_by_type_and_silo()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var keys = Enumerable.Range(0, 3).Select(_ => Clusters.NewKey()).ToArray();
        foreach (var key in keys)
            await cluster.On(1).GetGrain<IWatchedGrain>(key).Trace();
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        var there = cluster.Silos[1].SiloAddress;
        var name = $"{typeof(WatchedGrain).FullName},{typeof(WatchedGrain).Assembly.GetName().Name}";

        var simple = await management.GetSimpleGrainStatistics([there]);
        Assert.Equal(3, Assert.Single(simple, s => s.GrainType == name).ActivationCount);
        var detailed = await management.GetDetailedGrainStatistics([name], [there]);
        Assert.Equal(keys.Order(), detailed.Select(d => d.GrainId.Key.ToString()).Order());
        Assert.All(detailed, d => Assert.Equal(there, d.SiloAddress));

        var load = Assert.Single(await management.GetRuntimeStatistics([there]));
        Assert.True(load.ActivationCount >= 3);
        Assert.True(load.EnvironmentStatistics.RawMemoryUsageBytes > 0);
        Assert.True(load.EnvironmentStatistics.MaximumAvailableMemoryBytes > 0);

        await cluster.StopSiloAsync(cluster.Silos[1]);
        management = cluster.On(0).GetGrain<IManagementGrain>(0);
        var hosts = await management.GetDetailedHosts().Soon();
        var gone = Assert.Single(hosts, h => h.SiloAddress.Equals(there));
        Assert.Contains(gone.Status, new[] { SiloStatus.ShuttingDown, SiloStatus.Dead });
        var here = Assert.Single(await management.GetDetailedHosts(onlyActive: true));
        Assert.Equal(cluster.Silos[0].Name, here.SiloName);
        Assert.InRange(here.StartTime, Process.GetCurrentProcess().StartTime.ToUniversalTime(), DateTime.UtcNow);
    }
}
