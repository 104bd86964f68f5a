using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>
/// The instruments of one silo or client, by the names, units and tags that Orleans gives them. Each silo has a meter of its
/// own, whose scope is the <see cref="IMeterFactory"/> among its services.
/// </summary>
internal sealed class Instruments(Meter meter)
{
    public const string GrainTypeTag = "grain_type";
    private const string Milliseconds = "ms";

    /// <summary>From sending to the answer, as the caller saw it.</summary>
    public Histogram<double> RequestLatency { get; } =
        meter.CreateHistogram<double>("orleans-app-requests-latency", Milliseconds);

    public Counter<long> RequestsTimedOut { get; } = meter.CreateCounter<long>("orleans-app-requests-timedout");

    public Counter<long> RequestsCanceled { get; } = meter.CreateCounter<long>("orleans-app-requests-canceled");

    /// <summary>Calls sent on because their activation ended before it began them.</summary>
    public Counter<int> Rerouted { get; } = meter.CreateCounter<int>("orleans-messaging-rerouted");

    public Counter<int> LongTurns { get; } = meter.CreateCounter<int>("orleans-scheduler-long-running-turns");

    public UpDownCounter<int> Grains { get; } = meter.CreateUpDownCounter<int>("orleans-grains");

    public Counter<int> Created { get; } = meter.CreateCounter<int>("orleans-catalog-activation-created");

    public Counter<int> Destroyed { get; } = meter.CreateCounter<int>("orleans-catalog-activation-destroyed");

    public Counter<int> FailedToActivate { get; } =
        meter.CreateCounter<int>("orleans-catalog-activation-failed-to-activate");

    /// <summary>Rounds of idle collection.</summary>
    public Counter<int> Collections { get; } = meter.CreateCounter<int>("orleans-catalog-activation-collections");

    public Counter<int> Shutdown { get; } = meter.CreateCounter<int>("orleans-catalog-activation-shutdown");

    public Histogram<double> ActivationLatency { get; } =
        meter.CreateHistogram<double>("orleans-catalog-activation-latency", Milliseconds);

    public Histogram<double> DeactivationLatency { get; } =
        meter.CreateHistogram<double>("orleans-catalog-deactivation-latency", Milliseconds);

    public Histogram<double> ReminderTardiness { get; } =
        meter.CreateHistogram<double>("orleans-reminders-tardiness", "seconds");

    public Counter<int> ReminderTicks { get; } = meter.CreateCounter<int>("orleans-reminders-ticks-delivered");

    /// <summary>By <see cref="StorageOperation"/>.</summary>
    public StorageInstruments[] Storage { get; } =
    [.. new[] { "read", "write", "clear" }.Select(operation => new StorageInstruments(meter, operation))];

    /// <summary>Adds what is read off a silo when somebody looks.</summary>
    public void Observe(Silo silo)
    {
        const long Megabyte = 1 << 20;
        meter.CreateObservableGauge("orleans-catalog-activations", () => ByType(silo.Activations));
        meter.CreateObservableGauge(
            "orleans-catalog-activation-working-set",
            () => ByType(silo.Activations.Where(a => a.IsRecentlyUsed(silo.Time.GetTimestamp())))
        );
        meter.CreateObservableGauge("orleans-reminders-active", () => silo.ReminderCount);
        meter.CreateObservableCounter("orleans-messaging-processing-dispatcher-received", () => silo.Received);
        meter.CreateObservableGauge("orleans-runtime-available-memory", () => Available / Megabyte, "MB");
        meter.CreateObservableGauge("orleans-runtime-total-physical-memory", () => Total / Megabyte, "MB");
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
