using System.Text.Json;

namespace Quant.Client.Web.Contracts;

/// <summary>Features to build.</summary>
/// <param name="Symbol">The primary symbol.</param>
/// <param name="Interval">Interval of its bars.</param>
/// <param name="FeatureSet">The feature-set spec.</param>
/// <param name="Adjustment">
/// <c>raw</c> (or <c>none</c>), <c>split</c> or <c>all</c> (or <c>splitAndDividend</c>).
/// </param>
public sealed record FeatureBuildBody(
    string Symbol,
    string Interval,
    JsonElement FeatureSet,
    string Adjustment = "splitAndDividend"
);

/// <summary>What a build did.</summary>
/// <param name="Dataset">Fingerprint of the feature dataset.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Columns">Names of the features.</param>
/// <param name="Rows">Rows there are now.</param>
/// <param name="PartitionsComputed">Partitions that were recomputed.</param>
/// <param name="PartitionsReused">Partitions whose inputs had not changed.</param>
/// <param name="Warmup">Bars before the first row in which every feature is known.</param>
public sealed record FeatureReportDto(
    string Dataset,
    string Symbol,
    IReadOnlyList<string> Columns,
    long Rows,
    int PartitionsComputed,
    int PartitionsReused,
    int Warmup
);

/// <summary>A feature dataset: a feature set bound to an interval and an adjustment.</summary>
/// <param name="Dataset">Its fingerprint.</param>
/// <param name="Name">Its name.</param>
/// <param name="Spec">Its spec.</param>
/// <param name="CreatedAt">When it was first built.</param>
/// <param name="Symbols">Symbols it has been built for.</param>
public sealed record FeatureDatasetDto(
    string Dataset,
    string Name,
    JsonElement Spec,
    DateTimeOffset CreatedAt,
    IReadOnlyList<FeatureCoverageDto> Symbols
);

/// <summary>Features of one symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Rows">Rows stored.</param>
/// <param name="FirstTs">First row, microseconds UTC.</param>
/// <param name="LastTs">Last row, microseconds UTC.</param>
public sealed record FeatureCoverageDto(string Symbol, long Rows, long FirstTs, long LastTs);

/// <summary>Features in columns.</summary>
/// <param name="Dataset">Fingerprint of the feature dataset.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="SourceRows">Rows in the range.</param>
/// <param name="RowsPerPoint">Every how many rows one is given; 1 where all are.</param>
/// <param name="Ts">Starts of the bars, microseconds UTC.</param>
/// <param name="Columns">Values by name; null where a feature is not known yet.</param>
public sealed record FeatureRowsDto(
    string Dataset,
    string Symbol,
    long SourceRows,
    int RowsPerPoint,
    long[] Ts,
    IReadOnlyDictionary<string, double?[]> Columns
);
