using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;

namespace Quant.MarketData.Storage;

/// <summary>One partition to write: what it is made of.</summary>
/// <param name="Key">The partition.</param>
/// <param name="Old">Its file now; null for none.</param>
/// <param name="Folded">Partitions of days whose bars it takes over, in time order.</param>
/// <param name="Start">First delivered bar that goes there.</param>
/// <param name="Count">Delivered bars that go there, a run.</param>
internal sealed record PartitionRoute(
    PartitionKey Key,
    ManifestEntry? Old,
    IReadOnlyList<ManifestEntry> Folded,
    int Start,
    int Count
)
{
    /// <summary>The files whose bars are there already.</summary>
    public IReadOnlyList<ManifestEntry> Stored => Old is null ? Folded : [Old, .. Folded];

    /// <summary>
    /// Where delivered bars go. All bars of a UTC day are in one partition, and a month's file ends before the first of its
    /// day partitions begins, so that files never overlap: a bar goes to the partition of its day where there is one; or
    /// where it is live and the month's file has no bar on or after that day; else to the month, which takes over the
    /// partitions of all days up to its own.
    /// </summary>
    /// <param name="current">Entries of the symbol and interval.</param>
    /// <param name="delivered">The bars.</param>
    /// <param name="hot">From when on bars are live; null where none are. Daily bars never are.</param>
    /// <returns>Partitions in time order.</returns>
    public static IReadOnlyList<PartitionRoute> Of(
        IReadOnlyList<ManifestEntry> current,
        BarSeries delivered,
        HotDay? hot
    )
    {
        var routes = new List<PartitionRoute>();
        var byPeriod = current.ToDictionary(entry => entry.Key.Period, StringComparer.Ordinal);
        var days = DaysOf(current);
        foreach (var (period, start, count) in BarPeriod.Split(delivered))
        {
            var key = KeyOf(delivered, period);
            var old = byPeriod.GetValueOrDefault(period);
            var open = days.Where(day => IsIn(day, period)).ToList();
            var lastTs = delivered.Ts[start + count - 1];
            if (delivered.Interval.IsDaily || (open.Count == 0 && hot?.Includes(lastTs) != true))
            {
                routes.Add(new PartitionRoute(key, old, [], start, count));
                continue;
            }
            var runs = Runs(delivered, start, count).ToList();
            var last = runs.FindLastIndex(run =>
                !byPeriod.ContainsKey(run.Period)
                && (hot?.Includes(delivered.Ts[run.Start]) != true || old?.LastTs >= Periods.Bounds(run.Period).From)
            );
            if (last >= 0)
            {
                var end = runs[last].Start + runs[last].Count;
                var until = Periods.Bounds(runs[last].Period).To;
                routes.Add(new PartitionRoute(key, old, [.. open.Where(o => o.FirstTs < until)], start, end - start));
            }
            routes.AddRange(
                runs.Skip(last + 1)
                    .Select(run => new PartitionRoute(
                        KeyOf(delivered, run.Period),
                        byPeriod.GetValueOrDefault(run.Period),
                        [],
                        run.Start,
                        run.Count
                    ))
            );
        }
        return routes;
    }

    /// <summary>The partitions of days, in time order.</summary>
    public static IReadOnlyList<ManifestEntry> DaysOf(IReadOnlyList<ManifestEntry> current) =>
        [
            .. current
                .Where(entry => Periods.KindOf(entry.Key.Period) == PeriodKind.Day)
                .OrderBy(entry => entry.Key.Period, StringComparer.Ordinal),
        ];

    private static bool IsIn(ManifestEntry day, string month) =>
        day.Key.Period.StartsWith(month, StringComparison.Ordinal);

    private static PartitionKey KeyOf(BarSeries series, string period) =>
        new(BarStore.DatasetOf(series.Interval), series.Symbol.ToString(), period);

    private static IEnumerable<(string Period, int Start, int Count)> Runs(BarSeries series, int from, int count)
    {
        for (var start = from; start < from + count; )
        {
            var period = Periods.Of(PeriodKind.Day, series.Ts[start]);
            var end = Math.Min(series.FirstAtOrAfter(Periods.Bounds(period).To), from + count);
            yield return (period, start, end - start);
            start = end;
        }
    }
}
