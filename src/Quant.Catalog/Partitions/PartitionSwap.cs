using Quant.Catalog.Storage;
using Quant.Lake.Manifest;

namespace Quant.Catalog.Partitions;

/// <summary>One compare-and-swap of one row of the manifest, within a transaction.</summary>
internal static class PartitionSwap
{
    /// <returns>False when the partition is not at the expected generation; nothing has been changed then.</returns>
    public static async Task<bool> ApplyAsync(Session session, ManifestChange change, long now)
    {
        if (change.ExpectedGeneration > 0 && !await SupersedeAsync(session, change, now))
        {
            return false;
        }
        var changed = change switch
        {
            { Replacement: null } => await RemoveAsync(session, change),
            { ExpectedGeneration: 0 } => await InsertAsync(session, change.Replacement),
            _ => await UpdateAsync(session, change.Replacement),
        };
        if (changed && change.Replacement is { } entry)
        {
            await session.ExecuteAsync("DELETE FROM lake_superseded WHERE file = @file", new { file = entry.File });
        }
        return changed;
    }

    private static async Task<bool> SupersedeAsync(Session session, ManifestChange change, long now) =>
        await session.ExecuteAsync(
            """
            INSERT INTO lake_superseded (file, superseded_at)
            SELECT file, @now FROM lake_partition
            WHERE dataset = @dataset AND symbol = @symbol AND period = @period AND generation = @expected
            ON CONFLICT (file) DO UPDATE SET superseded_at = excluded.superseded_at
            """,
            new
            {
                now,
                dataset = change.Key.Dataset.Path,
                symbol = change.Key.Symbol,
                period = change.Key.Period,
                expected = change.ExpectedGeneration,
            }
        ) == 1;

    private static async Task<bool> RemoveAsync(Session session, ManifestChange change) =>
        await session.ExecuteAsync(
            """
            DELETE FROM lake_partition
            WHERE dataset = @dataset AND symbol = @symbol AND period = @period AND generation = @expected
            """,
            new
            {
                dataset = change.Key.Dataset.Path,
                symbol = change.Key.Symbol,
                period = change.Key.Period,
                expected = change.ExpectedGeneration,
            }
        ) == 1;

    private static async Task<bool> InsertAsync(Session session, ManifestEntry entry) =>
        await session.ExecuteAsync(
            """
            INSERT INTO lake_partition
                (dataset, symbol, period, file, row_count, first_ts, last_ts, byte_count, content_hash, generation)
            VALUES
                (@dataset, @symbol, @period, @file, @rows, @firstTs, @lastTs, @bytes, @contentHash, @generation)
            ON CONFLICT (dataset, symbol, period) DO NOTHING
            """,
            Cells(entry)
        ) == 1;

    private static async Task<bool> UpdateAsync(Session session, ManifestEntry entry) =>
        await session.ExecuteAsync(
            """
            UPDATE lake_partition
            SET file = @file, row_count = @rows, first_ts = @firstTs, last_ts = @lastTs, byte_count = @bytes,
                content_hash = @contentHash, generation = @generation
            WHERE dataset = @dataset AND symbol = @symbol AND period = @period AND generation = @generation - 1
            """,
            Cells(entry)
        ) == 1;

    private static object Cells(ManifestEntry entry) =>
        new
        {
            dataset = entry.Key.Dataset.Path,
            symbol = entry.Key.Symbol,
            period = entry.Key.Period,
            file = entry.File,
            rows = entry.Rows,
            firstTs = entry.FirstTs,
            lastTs = entry.LastTs,
            bytes = entry.Bytes,
            contentHash = entry.ContentHash,
            generation = entry.Generation,
        };
}
