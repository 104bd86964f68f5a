using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.MarketData.Storage;

/// <summary>
/// Bars in the lake: one dataset per interval, one partition per symbol and UTC month (UTC year for daily bars).
/// Synchronous; safe for concurrent use as long as each symbol has one writer.
/// </summary>
/// <param name="lake">The files.</param>
public sealed class BarStore(LakeStore lake)
{
    /// <summary>The dataset of an interval: <c>bars/interval=1m</c>.</summary>
    public static Dataset DatasetOf(Interval interval) => Dataset.Bars(interval.ToString());

    /// <summary>Raw bars of one symbol and interval, in time order.</summary>
    /// <param name="entries">Entries of one dataset and symbol from one snapshot of the manifest, in any order.</param>
    /// <param name="fromTs">First start to read, microseconds UTC.</param>
    /// <param name="toTs">First start not to read, microseconds UTC.</param>
    /// <exception cref="BadInputException">No entries, or of more than one symbol or dataset.</exception>
    /// <exception cref="LakeFileException">A file is missing, torn or altered.</exception>
    public BarSeries Read(IReadOnlyList<ManifestEntry> entries, long fromTs = long.MinValue, long toTs = long.MaxValue)
    {
        if (entries.Count == 0)
        {
            throw new BadInputException("entries", null, "at least one partition of bars");
        }
        var key = entries[0].Key;
        if (entries.FirstOrDefault(e => e.Key.Symbol != key.Symbol || e.Key.Dataset != key.Dataset) is { } stranger)
        {
            throw new BadInputException("entries", stranger.Key, $"partitions of {key.Symbol} in {key.Dataset}");
        }
        var table = lake.Read(entries, BarTable.Schema, fromTs, toTs);
        return BarTable.ToSeries(table, Symbol.Parse(key.Symbol), IntervalOf(key.Dataset));
    }

    /// <summary>
    /// Writes the files that put delivered bars over the stored ones, and returns the manifest changes that make them
    /// count. Partitions that would stay as they are get no file and no change: delivering the same bars again changes
    /// nothing.
    /// </summary>
    /// <param name="current">
    /// The manifest's entries of the symbol and interval now; those of other periods are not touched.
    /// </param>
    /// <param name="delivered">Validated raw bars.</param>
    /// <remarks>
    /// Apply all changes in one <see cref="IManifest.TryApplyAsync"/>; when that says false, someone else replaced a
    /// partition: read the manifest again and plan again.
    /// </remarks>
    /// <exception cref="LakeFileException">A stored file that is to be merged is missing, torn or altered.</exception>
    public MergePlan PlanMerge(IReadOnlyList<ManifestEntry> current, BarSeries delivered)
    {
        var dataset = DatasetOf(delivered.Interval);
        var changes = new List<ManifestChange>();
        var (added, revised, unchanged) = (0, 0, 0);
        foreach (var (period, start, count) in BarPeriod.Split(delivered))
        {
            var key = new PartitionKey(dataset, delivered.Symbol.ToString(), period);
            var part = delivered.Slice(start, count);
            var entry = current.SingleOrDefault(candidate => candidate.Key == key);
            var merge = entry is null ? (Merged: part, Added: count, Revised: 0) : BarMerge.Merge(Read([entry]), part);
            added += merge.Added;
            revised += merge.Revised;
            unchanged += count - merge.Added - merge.Revised;
            if (merge.Added + merge.Revised > 0)
            {
                var generation = entry?.Generation ?? 0;
                var written = lake.Write(key, generation + 1, BarTable.Of(merge.Merged));
                changes.Add(new ManifestChange(key, generation, written));
            }
        }
        return new MergePlan(changes, added, revised, unchanged);
    }

    private static Interval IntervalOf(Dataset dataset)
    {
        foreach (var interval in Interval.All)
        {
            if (DatasetOf(interval) == dataset)
            {
                return interval;
            }
        }
        throw new BadInputException("dataset", dataset, "bars/interval=1m, 5m, 15m, 30m, 1h or 1d");
    }
}

/// <summary>What a delivery of bars does to the lake.</summary>
/// <param name="Changes">One per partition that changes, in time order; empty when nothing does.</param>
/// <param name="Added">Bars at times that had none.</param>
/// <param name="Revised">Bars that replace different ones.</param>
/// <param name="Unchanged">Bars that were there already, bit for bit.</param>
public sealed record MergePlan(IReadOnlyList<ManifestChange> Changes, int Added, int Revised, int Unchanged);
