using System.Diagnostics.Metrics;
using Quant.Specs;

namespace Quant.Catalog.Storage;

/// <summary>What the catalog measures of itself.</summary>
internal static class CatalogMeters
{
    /// <summary>
    /// Time of one unit of work, retries and waiting for a turn included; tag <c>operation</c>: <c>read</c>,
    /// <c>snapshot</c> or <c>write</c>.
    /// </summary>
    public static readonly Histogram<double> Duration = QuantMeter.Duration(
        "quant.catalog.duration",
        "Time of one unit of work of the catalog, retries included"
    );

    /// <summary>Units of work that failed; tag <c>operation</c>.</summary>
    public static readonly Counter<long> Failures = QuantMeter.Meter.CreateCounter<long>(
        "quant.catalog.failures",
        "{failure}",
        "Units of work of the catalog that failed after all retries"
    );

    /// <summary>Makes the count of failures known before there is one, so that a rate can be told from the first on.</summary>
    public static void Announce()
    {
        foreach (var operation in (string[])["read", "snapshot", "write"])
        {
            Failures.Add(0, new KeyValuePair<string, object?>("operation", operation));
        }
    }
}
