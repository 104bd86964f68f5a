using System.Diagnostics.Metrics;
using Quant.Specs;

namespace Quant.Lake.Partitions;

/// <summary>What the lake measures of itself.</summary>
internal static class LakeMeters
{
    /// <summary>Time of reading or writing the files of one request; tag <c>operation</c>: <c>read</c> or <c>write</c>.</summary>
    public static readonly Histogram<double> Duration = QuantMeter.Duration(
        "quant.lake.duration",
        "Time to read or write the lake files of one request"
    );

    /// <summary>Rows read or written; tag <c>operation</c>: <c>read</c> or <c>write</c>.</summary>
    public static readonly Counter<long> Rows = QuantMeter.Meter.CreateCounter<long>(
        "quant.lake.rows",
        "{row}",
        "Rows read from or written to the lake"
    );
}
