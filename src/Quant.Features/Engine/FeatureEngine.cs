using Quant.Features.Frames;
using Quant.Features.Sets;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Engine;

/// <summary>
/// Computes the columns of a feature set over a symbol's bars, on the calling thread. The value at row t depends on bars
/// of the symbol up to t and on context bars that closed no later than bar t did, on nothing else: cutting the series
/// at t changes no bit of the rows before.
/// </summary>
public static class FeatureEngine
{
    /// <summary>All rows of a series.</summary>
    /// <param name="set">The feature set.</param>
    /// <param name="bars">Bars of the symbol.</param>
    /// <param name="context">Bars of every context symbol of the set, of any interval; none may be missing.</param>
    /// <param name="cancel">Looked at every few thousand rows.</param>
    /// <exception cref="BadInputException">A context symbol is missing.</exception>
    public static FeatureFrame Compute(
        FeatureSet set,
        BarSeries bars,
        IReadOnlyDictionary<Symbol, BarSeries>? context = null,
        CancellationToken cancel = default
    ) => Build(set, bars, context, [], null, cancel).Frame;

    /// <summary>All rows, or those from a checkpoint on; and a checkpoint at each boundary.</summary>
    /// <param name="set">The feature set.</param>
    /// <param name="bars">Bars of the symbol; bars before the checkpoint may be left out.</param>
    /// <param name="context">
    /// Bars of every context symbol; bars before the checkpoint's <see cref="FeatureCheckpoint.ContextFrom"/> may be
    /// left out.
    /// </param>
    /// <param name="boundaries">Starts of partitions, microseconds UTC, ascending; those not after the checkpoint are passed over.</param>
    /// <param name="from">Where to go on from; null to start with the first bar.</param>
    /// <param name="cancel">Looked at every few thousand rows.</param>
    /// <exception cref="BadInputException">
    /// A context symbol is missing, boundaries do not ascend, or the checkpoint is of another set, symbol or interval.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint's state does not fit the set.</exception>
    public static FeatureBuild Build(
        FeatureSet set,
        BarSeries bars,
        IReadOnlyDictionary<Symbol, BarSeries>? context,
        IReadOnlyList<long> boundaries,
        FeatureCheckpoint? from = null,
        CancellationToken cancel = default
    )
    {
        var since = from?.At ?? long.MinValue;
        var start = bars.FirstAtOrAfter(since);
        var rows = bars.Count - start;
        var columns = new double[set.Columns.Count][];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = GC.AllocateUninitializedArray<double>(rows);
        }
        var run = new FeatureRun(set, bars, context ?? new Dictionary<Symbol, BarSeries>(), start);
        if (from is not null)
        {
            Check(from, set, bars);
            run.Restore(from);
        }
        var checkpoints = new List<FeatureCheckpoint>();
        var row = start;
        for (var i = 0; i < boundaries.Count; i++)
        {
            if (i > 0 && boundaries[i] <= boundaries[i - 1])
            {
                throw new BadInputException($"boundaries[{i}]", boundaries[i], $"a time after {boundaries[i - 1]}");
            }
            if (boundaries[i] <= since)
            {
                continue;
            }
            var end = bars.FirstAtOrAfter(boundaries[i]);
            run.Advance(row, end, columns, row - start, cancel);
            checkpoints.Add(run.Save(boundaries[i]));
            row = end;
        }
        run.Advance(row, bars.Count, columns, row - start, cancel);
        var ts = start == 0 ? bars.Ts : bars.Ts[start..];
        return new FeatureBuild(since, new FeatureFrame(ts, set.Names, columns), checkpoints);
    }

    /// <summary>
    /// Only the rows that a change can have touched: goes on from the latest checkpoint before it, with the same bits as
    /// a build of everything.
    /// </summary>
    /// <param name="set">The feature set.</param>
    /// <param name="bars">Bars of the symbol as they are now, at least from that checkpoint on.</param>
    /// <param name="context">Bars of every context symbol as they are now.</param>
    /// <param name="boundaries">Starts of partitions, microseconds UTC, ascending.</param>
    /// <param name="earlier">Checkpoints of earlier builds; those the change spoilt are passed over.</param>
    /// <param name="firstChanged">Start of the first partition whose bars changed, of the symbol or its context.</param>
    /// <param name="cancel">Looked at every few thousand rows.</param>
    public static FeatureBuild Rebuild(
        FeatureSet set,
        BarSeries bars,
        IReadOnlyDictionary<Symbol, BarSeries>? context,
        IReadOnlyList<long> boundaries,
        IEnumerable<FeatureCheckpoint> earlier,
        long firstChanged,
        CancellationToken cancel = default
    ) => Build(set, bars, context, boundaries, FeatureCheckpoint.LatestBefore(earlier, firstChanged), cancel);

    private static void Check(FeatureCheckpoint checkpoint, FeatureSet set, BarSeries bars)
    {
        if (checkpoint.Set != set.Fingerprint)
        {
            throw new BadInputException("checkpoint", checkpoint.Set, $"a checkpoint of feature set {set.Fingerprint}");
        }
        if (checkpoint.Symbol != bars.Symbol || checkpoint.Interval != bars.Interval)
        {
            throw new BadInputException(
                "checkpoint",
                $"{checkpoint.Symbol} {checkpoint.Interval}",
                $"a checkpoint of {bars.Symbol} {bars.Interval}"
            );
        }
    }
}
