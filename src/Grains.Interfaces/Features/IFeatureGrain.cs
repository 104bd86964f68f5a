using Quant.Grains.Interfaces.Progress;

namespace Quant.Grains.Interfaces.Features;

/// <summary>
/// Keeps one feature set of one symbol up to date. Key: <c>&lt;dataset fingerprint&gt;|&lt;symbol&gt;</c>, the
/// fingerprint being that of the bound feature set, interval and adjustment.
/// </summary>
[Alias("Quant.IFeatureGrain")]
public interface IFeatureGrain : IGrainWithStringKey
{
    /// <summary>Brings the features up to date with the bars: recomputes the partitions that changed, and only those.</summary>
    [Alias("Build"), ResponseTimeout("04:00:00")]
    Task<FeatureReport> BuildAsync(FeatureRequest request, CancellationToken cancellation);

    /// <summary>
    /// Bars these features look at changed: brings them up to date a little later, once for all changes until then. Says
    /// nothing of how that goes: whoever needs the features asks for them, and gets them computed from the bars of then.
    /// </summary>
    [OneWay, AlwaysInterleave, Alias("BarsChanged")]
    Task BarsChangedAsync();

    [AlwaysInterleave, Alias("GetStatus")]
    Task<WorkStatus> GetStatusAsync();
}

/// <summary>What to build.</summary>
/// <param name="Symbol">The primary symbol.</param>
/// <param name="Interval">Interval of its bars.</param>
/// <param name="Adjustment">
/// <c>raw</c> (or <c>none</c>), <c>split</c> or <c>all</c> (or <c>splitAndDividend</c>).
/// </param>
/// <param name="FeatureSetJson">The feature-set spec.</param>
[GenerateSerializer, Immutable, Alias("Quant.FeatureRequest")]
public sealed record FeatureRequest(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string Interval,
    [property: Id(2)] string Adjustment,
    [property: Id(3)] string FeatureSetJson
);

/// <summary>What a build did.</summary>
/// <param name="Dataset">Fingerprint of the feature dataset.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Columns">Names of the features.</param>
/// <param name="Rows">Rows there are now.</param>
/// <param name="PartitionsComputed">Partitions that were recomputed.</param>
/// <param name="PartitionsReused">Partitions whose inputs had not changed.</param>
/// <param name="Warmup">Bars before the first row in which every feature is known.</param>
[GenerateSerializer, Immutable, Alias("Quant.FeatureReport")]
public sealed record FeatureReport(
    [property: Id(0)] string Dataset,
    [property: Id(1)] string Symbol,
    IReadOnlyList<string> Columns,
    [property: Id(3)] long Rows,
    [property: Id(4)] int PartitionsComputed,
    [property: Id(5)] int PartitionsReused,
    [property: Id(6)] int Warmup
)
{
    /// <summary>Names of the features.</summary>
    [Id(2)]
    public IReadOnlyList<string> Columns
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Columns);
}
