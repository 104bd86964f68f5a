using Quant.Catalog.Storage;
using Quant.Lake.Manifest;
using Quant.Specs;

namespace Quant.Catalog.Partitions;

/// <summary>The lake's manifest, kept in the catalog.</summary>
public sealed class LakeManifest : IManifest
{
    private const string Columns =
        "dataset, symbol, period, file, row_count, first_ts, last_ts, byte_count, content_hash, generation";

    private static readonly StagingTable s_files = new("staged_file", [("file", StagingKind.Text)]);

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal LakeManifest(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ManifestEntry>> ListAsync(
        Dataset dataset,
        string? symbol,
        CancellationToken cancellation
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    symbol is null
                        ? $"SELECT {Columns} FROM lake_partition WHERE dataset = @dataset ORDER BY symbol, period"
                        : $"SELECT {Columns} FROM lake_partition WHERE dataset = @dataset AND symbol = @symbol ORDER BY period",
                    new { dataset = dataset.Path, symbol },
                    Entry
                ),
            cancellation
        );

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ManifestEntry>> ListAllAsync(CancellationToken cancellation) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"SELECT {Columns} FROM lake_partition ORDER BY dataset, symbol, period",
                    null,
                    Entry
                ),
            cancellation
        );

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A replacement of another key or of a generation that does not follow the expected one, or one key twice.
    /// </exception>
    public Task<bool> TryApplyAsync(IReadOnlyList<ManifestChange> changes, CancellationToken cancellation)
    {
        // One order of locking for everybody, so that two writers of the same partitions cannot wait for each other.
        var ordered = changes
            .OrderBy(change => change.Key.Dataset.Path, StringComparer.Ordinal)
            .ThenBy(change => change.Key.Symbol, StringComparer.Ordinal)
            .ThenBy(change => change.Key.Period, StringComparer.Ordinal)
            .ToList();
        Validate(ordered);
        return _database.WriteAsync(
            async session =>
            {
                var now = UnixMicros.From(_clock.GetUtcNow());
                foreach (var change in ordered)
                {
                    if (!await PartitionSwap.ApplyAsync(session, change, now))
                    {
                        session.Abandon();
                        return false;
                    }
                }
                return true;
            },
            cancellation
        );
    }

    /// <inheritdoc/>
    /// <remarks>A file that a partition holds again is not listed.</remarks>
    public async Task<IReadOnlyList<string>> ListSupersededAsync(
        DateTimeOffset before,
        CancellationToken cancellation
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    """
                    SELECT file FROM lake_superseded s
                    WHERE superseded_at < @before
                      AND NOT EXISTS (SELECT 1 FROM lake_partition p WHERE p.file = s.file)
                    ORDER BY superseded_at, file
                    """,
                    new { before = UnixMicros.From(before) },
                    row => row.Text("file")
                ),
            cancellation
        );

    /// <inheritdoc/>
    public Task ForgetSupersededAsync(IReadOnlyList<string> files, CancellationToken cancellation) =>
        _database.WriteAsync(
            async session =>
            {
                await session.StageAsync(s_files, [.. files.Select(file => new object?[] { file })]);
                await session.ExecuteAsync("DELETE FROM lake_superseded WHERE file IN (SELECT file FROM staged_file)");
                return true;
            },
            cancellation
        );

    private static void Validate(List<ManifestChange> ordered)
    {
        for (var i = 0; i < ordered.Count; i++)
        {
            var change = ordered[i];
            if (i > 0 && ordered[i - 1].Key == change.Key)
            {
                throw new ArgumentException($"Partition {change.Key} is changed twice in one step.", nameof(ordered));
            }
            if (change is { ExpectedGeneration: 0, Replacement: null })
            {
                throw new ArgumentException(
                    $"Partition {change.Key} cannot be removed before it is there.",
                    nameof(ordered)
                );
            }
            if (
                change.Replacement is { } entry
                && (entry.Key != change.Key || entry.Generation != change.ExpectedGeneration + 1)
            )
            {
                throw new ArgumentException(
                    $"The replacement of {change.Key} must have its key and generation {change.ExpectedGeneration + 1}.",
                    nameof(ordered)
                );
            }
        }
    }

    private static ManifestEntry Entry(Row row) =>
        new(
            new PartitionKey(Dataset.Parse(row.Text("dataset")), row.Text("symbol"), row.Text("period")),
            row.Text("file"),
            row.Whole("row_count"),
            row.Whole("first_ts"),
            row.Whole("last_ts"),
            row.Whole("byte_count"),
            row.Text("content_hash"),
            row.Whole("generation")
        );
}
