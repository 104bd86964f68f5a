using Quant.Lake.Manifest;
using Quant.Lake.Tables;

namespace Quant.Lake.Partitions;

/// <summary>What becomes of one partition.</summary>
/// <param name="period">As in <see cref="PartitionKey.Period"/>.</param>
/// <param name="old">What the manifest has now; null for none.</param>
/// <returns>The partition's rows from now on, all of them; null, or no rows, removes the partition.</returns>
/// <remarks>May be called again with a newer <paramref name="old"/>, when another writer came first.</remarks>
public delegate ColumnTable? PartitionUpdate(string period, ManifestEntry? old);

/// <summary>Replaces partitions by writing new files and swapping their rows in the manifest: all of them, or none.</summary>
/// <remarks>
/// Awaits the manifest only; reading and writing files happens on the caller's thread, or on the thread pool after the
/// manifest has answered, never on the caller's synchronisation context.
/// </remarks>
public sealed class PartitionWriter(LakeStore store, IManifest manifest)
{
    /// <summary>How often the swap is tried before <see cref="ManifestConflictException"/>.</summary>
    public int Attempts { get; init; } = 20;

    /// <summary>Files written at once; 1 writes one after the other.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Replaces one symbol's partitions in one transaction.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="symbol">The symbol, as users write it.</param>
    /// <param name="periods">The periods to update.</param>
    /// <param name="update">Called for each period; at once from several threads when <see cref="Parallelism"/> is above 1.</param>
    /// <param name="cancellation">Ends between files; nothing is applied then.</param>
    /// <returns>
    /// What was applied, in the order of the periods. A partition whose new file would be the old one, byte for byte, is
    /// left as it is and not in the list.
    /// </returns>
    /// <exception cref="ManifestConflictException">Other writers came first each time.</exception>
    public async Task<IReadOnlyList<ManifestChange>> UpdateAsync(
        Dataset dataset,
        string symbol,
        IReadOnlyList<string> periods,
        PartitionUpdate update,
        CancellationToken cancellation
    )
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var entries = await manifest.ListAsync(dataset, symbol, cancellation).ConfigureAwait(false);
            var changes = Prepare(dataset, symbol, periods, entries, update, cancellation);
            if (changes.Count == 0 || await manifest.TryApplyAsync(changes, cancellation).ConfigureAwait(false))
            {
                return changes;
            }
            Discard(changes);
        }
        throw new ManifestConflictException(dataset, symbol, Attempts);
    }

    private List<ManifestChange> Prepare(
        Dataset dataset,
        string symbol,
        IReadOnlyList<string> periods,
        IReadOnlyList<ManifestEntry> entries,
        PartitionUpdate update,
        CancellationToken cancellation
    )
    {
        var changes = new ManifestChange?[periods.Count];
        try
        {
            if (Parallelism == 1 || periods.Count == 1)
            {
                for (var i = 0; i < changes.Length; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    changes[i] = Next(i);
                }
            }
            else
            {
                var options = new ParallelOptions
                {
                    MaxDegreeOfParallelism = Parallelism,
                    CancellationToken = cancellation,
                };
                Parallel.For(0, changes.Length, options, i => changes[i] = Next(i));
            }
        }
        catch (Exception fault)
        {
            Discard(changes.OfType<ManifestChange>());
            if (fault is AggregateException several)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
            }
            throw;
        }
        return [.. changes.OfType<ManifestChange>()];

        ManifestChange? Next(int i)
        {
            var key = new PartitionKey(dataset, symbol, periods[i]);
            var old = entries.FirstOrDefault(entry => entry.Key == key);
            return Change(key, old, update(periods[i], old));
        }
    }

    private ManifestChange? Change(PartitionKey key, ManifestEntry? old, ColumnTable? table)
    {
        if (table is null || table.Rows == 0)
        {
            return old is null ? null : new ManifestChange(key, old.Generation, null);
        }
        var expected = old?.Generation ?? 0;
        var entry = store.Write(key, expected + 1, table);
        if (entry.ContentHash == old?.ContentHash && store.Holds(old))
        {
            store.Discard(entry);
            return null;
        }
        return new ManifestChange(key, expected, entry);
    }

    /// <summary>Deletes files that lost, and so no manifest names.</summary>
    private void Discard(IEnumerable<ManifestChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Replacement is { } entry)
            {
                store.Discard(entry);
            }
        }
    }
}
