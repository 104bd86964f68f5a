using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Quant.Specs;

/// <summary>
/// The meter of everything the factory measures of itself. Each room has its instruments on it; whoever exports them
/// listens to it by name. Nothing is measured while nobody listens.
/// </summary>
public static class QuantMeter
{
    public const string Name = "Quant.Orleans";

    private static readonly InstrumentAdvice<double> s_durations = new()
    {
        HistogramBucketBoundaries =
        [
            0.0005,
            0.001,
            0.0025,
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5,
            5,
            10,
            30,
            60,
            300,
            1800,
        ],
    };

    public static Meter Meter { get; } = new(Name);

    /// <summary>A histogram of lengths of time in seconds, from half a millisecond to half an hour.</summary>
    public static Histogram<double> Duration(string name, string description) =>
        Meter.CreateHistogram(name, "s", description, tags: null, s_durations);

    /// <summary>Records the time since a timestamp of <see cref="Stopwatch"/>.</summary>
    public static void RecordSince(this Histogram<double> duration, long started, string tag, string value)
    {
        if (duration.Enabled)
        {
            duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>(tag, value)
            );
        }
    }
}
