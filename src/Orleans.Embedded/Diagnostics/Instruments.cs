using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>
/// The instruments of one silo or client, by the names, units and tags that Orleans gives them. Each silo has a meter of its
/// own, whose scope is the <see cref="IMeterFactory"/> among its services.
/// </summary>
internal sealed class Instruments
{
    public const string GrainTypeTag = "grain_type";
    private const string Milliseconds = "ms";

    private readonly Meter _meter;

    public Instruments(IMeterFactory meters)
    {
        var meter = _meter = meters.Create("Microsoft.Orleans");
        RequestLatency = meter.CreateHistogram<double>("orleans-app-requests-latency", Milliseconds);
        RequestsTimedOut = meter.CreateCounter<long>("orleans-app-requests-timedout");
        RequestsCanceled = meter.CreateCounter<long>("orleans-app-requests-canceled");
        Rerouted = meter.CreateCounter<int>("orleans-messaging-rerouted");
        LongTurns = meter.CreateCounter<int>("orleans-scheduler-long-running-turns");
        Grains = meter.CreateUpDownCounter<int>("orleans-grains");
        Created = meter.CreateCounter<int>("orleans-catalog-activation-created");
        Destroyed = meter.CreateCounter<int>("orleans-catalog-activation-destroyed");
        FailedToActivate = meter.CreateCounter<int>("orleans-catalog-activation-failed-to-activate");
        Collections = meter.CreateCounter<int>("orleans-catalog-activation-collections");
        Shutdown = meter.CreateCounter<int>("orleans-catalog-activation-shutdown");
        ActivationLatency = meter.CreateHistogram<double>("orleans-catalog-activation-latency", Milliseconds);
        DeactivationLatency = meter.CreateHistogram<double>("orleans-catalog-deactivation-latency", Milliseconds);
        ReminderTardiness = meter.CreateHistogram<double>("orleans-reminders-tardiness", "seconds");
        ReminderTicks = meter.CreateCounter<int>("orleans-reminders-ticks-delivered");
        Storage = [.. new[] { "read", "write", "clear" }.Select(operation => new StorageInstruments(meter, operation))];
    }

    /// <summary>From sending to the answer, as the caller saw it.</summary>
    public Histogram<double> RequestLatency { get; }

    public Counter<long> RequestsTimedOut { get; }

    public Counter<long> RequestsCanceled { get; }

    /// <summary>Calls sent on because their activation ended before it began them.</summary>
    public Counter<int> Rerouted { get; }

    public Counter<int> LongTurns { get; }

    public UpDownCounter<int> Grains { get; }

    public Counter<int> Created { get; }

    public Counter<int> Destroyed { get; }

    public Counter<int> FailedToActivate { get; }

    /// <summary>Rounds of idle collection.</summary>
    public Counter<int> Collections { get; }

    public Counter<int> Shutdown { get; }

    public Histogram<double> ActivationLatency { get; }

    public Histogram<double> DeactivationLatency { get; }

    public Histogram<double> ReminderTardiness { get; }

    public Counter<int> ReminderTicks { get; }

    /// <summary>By <see cref="StorageOperation"/>.</summary>
    public StorageInstruments[] Storage { get; }

    /// <summary>Adds what is read off a silo when somebody looks.</summary>
    public void Observe(Silo silo)
    {
        const long Megabyte = 1 << 20;
        _meter.CreateObservableGauge("orleans-catalog-activations", () => ByType(silo.Activations));
        _meter.CreateObservableGauge(
            "orleans-catalog-activation-working-set",
            () => ByType(silo.Activations.Where(a => a.IsRecentlyUsed(silo.Time.GetTimestamp())))
        );
        _meter.CreateObservableGauge("orleans-reminders-active", () => silo.ReminderCount);
        _meter.CreateObservableCounter("orleans-messaging-processing-dispatcher-received", () => silo.Received);
        _meter.CreateObservableGauge("orleans-runtime-available-memory", () => Available / Megabyte, "MB");
        _meter.CreateObservableGauge("orleans-runtime-total-physical-memory", () => Total / Megabyte, "MB");
    }

    public static double MillisecondsSince(long began) => Stopwatch.GetElapsedTime(began).TotalMilliseconds;

    private static long Total => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static long Available => Total - Environment.WorkingSet;

    private static IEnumerable<Measurement<int>> ByType(IEnumerable<Activation> activations) =>
        activations.CountBy(a => a.Type).Select(count => new Measurement<int>(count.Value, count.Key.Tag));
}

/// <summary>An index into <see cref="Instruments.Storage"/>.</summary>
internal enum StorageOperation
{
    Read,
    Write,
    Clear,
}

/// <summary>How long one kind of operation on grain storage takes, and how often it fails.</summary>
internal sealed class StorageInstruments(Meter meter, string operation)
{
    private readonly Histogram<double> _latency = meter.CreateHistogram<double>(
        $"orleans-storage-{operation}-latency",
        "ms"
    );
    private readonly Counter<int> _errors = meter.CreateCounter<int>($"orleans-storage-{operation}-errors");

    public void Record(long began, bool failed, string provider, string state, Type type)
    {
        TagList tags = new()
        {
            { "provider_type_name", provider },
            { "state_name", state },
            { "state_type", type.Name },
        };
        if (failed)
            _errors.Add(1, tags);
        else
            _latency.Record(Instruments.MillisecondsSince(began), tags);
    }
}
