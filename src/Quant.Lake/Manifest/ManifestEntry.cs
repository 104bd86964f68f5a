namespace Quant.Lake.Manifest;

/// <summary>Which partition: one dataset, one symbol, one period of time.</summary>
/// <param name="Dataset">The family of partitions.</param>
/// <param name="Symbol">The symbol, as users write it (escaped only when it becomes a path).</param>
/// <param name="Period">
/// A UTC month <c>2024-03</c>, a UTC year <c>2024</c>, a UTC day <c>2024-03-15</c>, or <c>all</c>.
/// </param>
public sealed record PartitionKey(Dataset Dataset, string Symbol, string Period);

/// <summary>One row of the manifest: the file that holds a partition now.</summary>
/// <param name="Key">The partition.</param>
/// <param name="File">Path below the lake's root, with forward slashes.</param>
/// <param name="Rows">Rows in the file; at least 1.</param>
/// <param name="FirstTs">Time of the first row, microseconds UTC.</param>
/// <param name="LastTs">Time of the last row, microseconds UTC.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="ContentHash">SHA-256 of the file's bytes, lower-case hex.</param>
/// <param name="Generation">1 for the first file of a partition, one more at each replacement.</param>
public sealed record ManifestEntry(
    PartitionKey Key,
    string File,
    long Rows,
    long FirstTs,
    long LastTs,
    long Bytes,
    string ContentHash,
    long Generation
);

/// <summary>One partition to replace or remove, on the condition that nobody did so in between.</summary>
/// <param name="Key">The partition.</param>
/// <param name="ExpectedGeneration">The generation the writer started from; 0 where there was none.</param>
/// <param name="Replacement">The new entry, of generation <paramref name="ExpectedGeneration"/> + 1; null removes.</param>
public sealed record ManifestChange(PartitionKey Key, long ExpectedGeneration, ManifestEntry? Replacement);
