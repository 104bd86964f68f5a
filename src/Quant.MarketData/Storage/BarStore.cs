using System.Runtime.ExceptionServices;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.MarketData.Storage;

/// <summary>
/// Bars in the lake: one dataset per interval, one partition per symbol and UTC month (UTC year for daily bars), and of
/// the UTC days that are not finished one each. Synchronous; safe for concurrent use as long as each symbol has one writer.
/// </summary>
/// <param name="lake">The files.</param>
public sealed class BarStore(LakeStore lake)
{
    private static readonly ParallelOptions s_parallel = new()
    {
        MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4),
    };

    /// <summary>The dataset of an interval: <c>bars/interval=1m</c>.</summary>
    public static Dataset DatasetOf(Interval interval) => Dataset.Bars(interval.ToString());

    /// <summary>Raw bars of one symbol and interval, in time order.</summary>
    /// <param name="entries">Entries of one dataset and symbol from one snapshot of the manifest, in any order.</param>
    /// <param name="fromTs">First start to read, microseconds UTC.</param>
    /// <param name="toTs">First start not to read, microseconds UTC.</param>
    /// <param name="withSource">True to read where each bar is from, which computing does not need.</param>
    /// <exception cref="BadInputException">No entries, or of more than one symbol or dataset.</exception>
    /// <exception cref="LakeFileException">A file is missing, torn or altered.</exception>
    public BarSeries Read(
        IReadOnlyList<ManifestEntry> entries,
        long fromTs = long.MinValue,
        long toTs = long.MaxValue,
        bool withSource = false
    )
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
        var table = withSource
            ? lake.Read(entries, BarTable.Schema, fromTs, toTs, mayLack: BarTable.SourceColumn)
            : lake.Read(entries, BarTable.Values, fromTs, toTs);
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
    /// <param name="hot">From when on the bars are live, and go to partitions of their days; null where none are.</param>
    /// <remarks>
    /// Apply all changes in one <see cref="IManifest.TryApplyAsync"/>; when that says false, someone else replaced a
    /// partition: read the manifest again and plan again. All bars of a UTC day are in one partition: that of the day where
    /// there is one, else that of the month.
    /// </remarks>
    /// <exception cref="LakeFileException">A stored file that is to be merged is missing, torn or altered.</exception>
    public MergePlan PlanMerge(IReadOnlyList<ManifestEntry> current, BarSeries delivered, HotDay? hot = null)
    {
        var routes = PartitionRoute.Of(current, delivered, hot);
        var written = new (IReadOnlyList<ManifestChange> Changes, int Added, int Revised)[routes.Count];
        ForEach(written.Length, i => written[i] = Merge(routes[i], delivered.Slice(routes[i].Start, routes[i].Count)));
        var (added, revised) = (written.Sum(part => part.Added), written.Sum(part => part.Revised));
        return new MergePlan(
            [.. written.SelectMany(part => part.Changes)],
            added,
            revised,
            delivered.Count - added - revised
        );
    }

    /// <summary>
    /// Writes the months that take over the bars of their finished days, and returns the manifest changes, to be applied
    /// all in one. A month's new file is the same, bit for bit, as if all its bars had been merged into it at once.
    /// </summary>
    /// <param name="current">The manifest's entries of one symbol and interval now.</param>
    /// <param name="beforeDay">UTC date; partitions of earlier days are taken over.</param>
    /// <returns>Months replaced and days removed; empty when there is nothing to do.</returns>
    /// <exception cref="LakeFileException">A stored file that is to be merged is missing, torn or altered.</exception>
    public IReadOnlyList<ManifestChange> PlanConsolidation(IReadOnlyList<ManifestEntry> current, DateOnly beforeDay)
    {
        var before = HotDay.MidnightOf(beforeDay);
        var changes = new List<ManifestChange>();
        foreach (
            var days in PartitionRoute
                .DaysOf(current)
                .Where(day => day.FirstTs < before)
                .GroupBy(day => Periods.Of(PeriodKind.Month, day.FirstTs))
        )
        {
            var key = days.First().Key with { Period = days.Key };
            var old = current.SingleOrDefault(entry => entry.Key == key);
            var route = new PartitionRoute(key, old, [.. days], 0, 0);
            changes.AddRange(Replace(route, Read(route.Stored, withSource: true)));
        }
        return changes;
    }

    private (IReadOnlyList<ManifestChange> Changes, int Added, int Revised) Merge(PartitionRoute route, BarSeries part)
    {
        var stored = route.Stored;
        if (stored.Count == 0)
        {
            return (Replace(route, part), part.Count, 0);
        }
        var (merged, added, revised) = BarMerge.Merge(Read(stored, withSource: true), part);
        var stays = added + revised == 0 && route.Folded.Count == 0;
        return (stays ? [] : Replace(route, merged), added, revised);
    }

    /// <summary>On as many threads as there are processors, up to four; the first fault is thrown.</summary>
    private static void ForEach(int count, Action<int> action)
    {
        if (count == 1)
        {
            action(0);
            return;
        }
        try
        {
            Parallel.For(0, count, s_parallel, action);
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    private List<ManifestChange> Replace(PartitionRoute route, BarSeries bars)
    {
        var generation = route.Old?.Generation ?? 0;
        var written = lake.Write(route.Key, generation + 1, BarTable.Of(bars));
        return
        [
            new ManifestChange(route.Key, generation, written),
            .. route.Folded.Select(day => new ManifestChange(day.Key, day.Generation, null)),
        ];
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
