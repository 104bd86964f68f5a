using Quant.Grains.Specs;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Grains.Features;

/// <summary>Which partitions of a feature dataset there shall be, and which of them have to be computed.</summary>
public sealed class FeaturePlan
{
    private readonly IReadOnlyList<(string Period, Fingerprint Input)> _periods;
    private readonly int _firstChanged;

    private FeaturePlan(IReadOnlyList<(string Period, Fingerprint Input)> periods, int firstChanged) =>
        (_periods, _firstChanged) = (periods, firstChanged);

    /// <summary>
    /// All partitions in time order, each with the fingerprint of the dataset and of all bars up to its end: features may
    /// look back without limit, so a changed bar changes every later partition.
    /// </summary>
    public IReadOnlyList<(string Period, Fingerprint Input)> Periods => _periods;

    /// <summary>Those to compute: from the first whose input changed to the last.</summary>
    public IReadOnlyList<string> Changed => [.. _periods.Skip(_firstChanged).Select(period => period.Period)];

    /// <summary>Compares what the partitions would be computed from with what they were computed from.</summary>
    /// <param name="resolved">The feature set over the bars of now.</param>
    /// <param name="built">Input of each partition at its last build.</param>
    /// <param name="there">Partitions the manifest has.</param>
    public static FeaturePlan Of(
        ResolvedFeatures resolved,
        IReadOnlyDictionary<string, Fingerprint> built,
        IReadOnlySet<string> there
    )
    {
        var periods = Chain(resolved);
        var first = periods.FindIndex(p =>
            !there.Contains(p.Period) || !built.TryGetValue(p.Period, out var input) || input != p.Input
        );
        return new FeaturePlan(periods, first < 0 ? periods.Count : first);
    }

    private static List<(string Period, Fingerprint Input)> Chain(ResolvedFeatures resolved)
    {
        var sources = resolved.Context.Prepend(resolved.Primary).ToList();
        var files = sources
            .SelectMany(source => source.Entries)
            .OrderBy(entry => entry.FirstTs)
            .ThenBy(entry => entry.Key.Symbol, StringComparer.Ordinal)
            .ToList();
        var link = Fingerprint.Of(
            new { dataset = resolved.Dataset, actions = sources.Select(source => source.Actions.Select(Words)) }
        );
        var chain = new List<(string, Fingerprint)>();
        var next = 0;
        foreach (var period in PeriodsOf(resolved))
        {
            var (_, end) = Lake.Partitions.Periods.Bounds(period);
            var hashes = new List<string>();
            for (; next < files.Count && files[next].FirstTs < end; next++)
            {
                hashes.Add($"{files[next].Key.Symbol} {files[next].ContentHash}");
            }
            link = Fingerprint.Of(new { before = link, hashes });
            chain.Add((period, link));
        }
        return chain;
    }

    /// <summary>Periods from the first to the last bar. A stored file never spans more than one of them.</summary>
    private static IEnumerable<string> PeriodsOf(ResolvedFeatures resolved)
    {
        var kind = BarPeriod.KindOf(resolved.Primary.Query.Interval);
        return resolved
            .Primary.Entries.SelectMany(entry => Spanned(entry, kind))
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Spanned(ManifestEntry entry, PeriodKind kind)
    {
        var first = Lake.Partitions.Periods.Of(kind, entry.FirstTs);
        yield return first;
        var last = Lake.Partitions.Periods.Of(kind, entry.LastTs);
        if (last != first)
        {
            yield return last;
        }
    }

    private static string Words(CorporateAction action) =>
        FormattableString.Invariant($"{action.LastDate:O} {action.SplitFactor:R} {action.DividendFactor:R}");
}
