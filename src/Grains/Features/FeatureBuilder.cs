using Quant.Catalog;
using Quant.Catalog.Series;
using Quant.Features.Engine;
using Quant.Features.Frames;
using Quant.Grains.Specs;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Grains.Features;

/// <summary>Computes the partitions of a feature dataset that changed and swaps them in.</summary>
public sealed class FeatureBuilder(CatalogStore catalog, LakeStore lake, BarReader reader)
{
    public async Task<FeaturePlan> PlanAsync(ResolvedFeatures resolved, CancellationToken cancellation)
    {
        var (symbol, interval) = (resolved.Primary.Query.Symbol, resolved.Primary.Query.Interval);
        var built = await catalog.FeatureBuilds.ListAsync(resolved.Dataset, symbol, interval, cancellation);
        var there = await catalog.Manifest.ListAsync(
            Dataset.Features(resolved.Dataset),
            symbol.ToString(),
            cancellation
        );
        return FeaturePlan.Of(
            resolved,
            built.ToDictionary(build => build.Period, build => build.InputFingerprint),
            there.Select(entry => entry.Key.Period).ToHashSet()
        );
    }

    /// <summary>Computes and swaps in what changed. Heavy: a worker thread's work.</summary>
    /// <param name="resolved">The feature set over the bars of now.</param>
    /// <param name="plan">What changed.</param>
    /// <param name="earlier">Checkpoints of earlier builds; those that no longer hold are passed over.</param>
    /// <param name="cancellation">Ends it between steps; nothing is swapped in then.</param>
    /// <returns>Checkpoints for the next build.</returns>
    public IReadOnlyList<FeatureCheckpoint> Build(
        ResolvedFeatures resolved,
        FeaturePlan plan,
        IReadOnlyList<FeatureCheckpoint> earlier,
        CancellationToken cancellation
    )
    {
        var firstChanged = Periods.Bounds(plan.Changed[0]).From;
        var valid = earlier.Where(c => c.Set == resolved.Set.Fingerprint && c.KnownUntil <= firstChanged).ToList();
        var from = FeatureCheckpoint.LatestBefore(valid, firstChanged);
        var bars = Load(resolved.Primary, from?.At ?? long.MinValue);
        var context = resolved.Context.ToDictionary(
            source => source.Query.Symbol,
            source => Load(source, from?.ContextFrom ?? long.MinValue)
        );
        var boundaries = plan.Periods.Select(period => Periods.Bounds(period.Period).From).ToList();
        var build = FeatureEngine.Build(resolved.Set, bars, context, boundaries, from, cancellation);
        var rows = Table(build.Frame);
        new PartitionWriter(lake, catalog.Manifest)
            .UpdateAsync(
                Dataset.Features(resolved.Dataset),
                resolved.Primary.Query.Symbol.ToString(),
                plan.Changed,
                (period, _) => SliceOf(rows, period),
                cancellation
            )
            .GetAwaiter()
            .GetResult();
        return [.. valid, .. build.Checkpoints];
    }

    public async Task RecordAsync(ResolvedFeatures resolved, FeaturePlan plan, CancellationToken cancellation)
    {
        var query = resolved.Primary.Query;
        var rows = (
            await catalog.Manifest.ListAsync(Dataset.Features(resolved.Dataset), query.Symbol.ToString(), cancellation)
        ).ToDictionary(entry => entry.Key.Period, entry => entry.Rows);
        await catalog.FeatureBuilds.RecordAsync(
            resolved.Dataset,
            query.Symbol,
            query.Interval,
            [
                .. plan
                    .Periods.Where(period => plan.Changed.Contains(period.Period) && rows.ContainsKey(period.Period))
                    .Select(period => (period.Period, period.Input, rows[period.Period])),
            ],
            cancellation
        );
    }

    public async Task<long> RowsAsync(ResolvedFeatures resolved, CancellationToken cancellation) =>
        (
            await catalog.Manifest.ListAsync(
                Dataset.Features(resolved.Dataset),
                resolved.Primary.Query.Symbol.ToString(),
                cancellation
            )
        ).Sum(entry => entry.Rows);

    private BarSeries Load(BarSource source, long fromTs) => reader.Load(source with { FromTs = fromTs });

    private static ColumnTable Table(FeatureFrame frame) =>
        new([
            Column.Timestamp("ts", frame.Ts),
            .. frame.Names.Select((name, i) => Column.Double(name, frame.Columns[i])),
        ]);

    private static ColumnTable SliceOf(ColumnTable rows, string period)
    {
        var (from, to) = Periods.Bounds(period);
        var ts = rows.Timestamps();
        var start = LowerBound(ts, from);
        return rows.Slice(start, LowerBound(ts, to) - start);
    }

    private static int LowerBound(long[] ts, long value)
    {
        var i = Array.BinarySearch(ts, value);
        return i >= 0 ? i : ~i;
    }
}
