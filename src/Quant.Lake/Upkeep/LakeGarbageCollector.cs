using Quant.Lake.Manifest;
using Quant.Lake.Partitions;

namespace Quant.Lake.Upkeep;

/// <summary>What one collection did.</summary>
/// <param name="Superseded">Replaced files that were deleted.</param>
/// <param name="Orphans">Files no manifest named that were deleted, half-written ones included.</param>
/// <param name="Kept">Files that should have gone but could not be deleted, with the reason; tried again next time.</param>
/// <param name="Bytes">Room that was freed.</param>
public sealed record GarbageCollected(
    IReadOnlyList<string> Superseded,
    IReadOnlyList<string> Orphans,
    IReadOnlyDictionary<string, string> Kept,
    long Bytes
);

/// <summary>
/// Deletes files that nobody reads any more. Never one that the manifest names; never one younger than the grace period,
/// which is how long a reader may hold on to a snapshot, and a writer may take from a finished file to the swap.
/// </summary>
/// <remarks>Killed at any point it leaves nothing that the next run does not see again.</remarks>
public sealed class LakeGarbageCollector(LakeStore store, IManifest manifest, TimeProvider time)
{
    /// <summary>Grace period unless another is given.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(1);

    /// <exception cref="ArgumentOutOfRangeException">A negative grace period.</exception>
    public async Task<GarbageCollected> RunAsync(TimeSpan grace, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        var now = time.GetUtcNow();
        var before = now - grace;
        // Files first, the manifest last: what has come to count in between is then known to count.
        var found = LakeFiles.Find(store);
        var due = await manifest.ListSupersededAsync(before, cancellation).ConfigureAwait(false);
        var waiting = await manifest.ListSupersededAsync(now.AddDays(1), cancellation).ConfigureAwait(false);
        var entries = await manifest.ListAllAsync(cancellation).ConfigureAwait(false);
        var live = entries.Select(entry => entry.File).ToHashSet(StringComparer.Ordinal);
        var known = waiting.Concat(due).Concat(live).ToHashSet(StringComparer.Ordinal);

        var run = new Run(store, before);
        var gone = due.Where(file => live.Contains(file) || run.Delete(file, run.Superseded)).ToList();
        foreach (var orphan in found.Where(file => !known.Contains(file.File)))
        {
            cancellation.ThrowIfCancellationRequested();
            run.Delete(orphan.File, run.Orphans);
        }
        if (gone.Count > 0)
        {
            await manifest.ForgetSupersededAsync(gone, cancellation).ConfigureAwait(false);
        }
        return new GarbageCollected(run.Superseded, run.Orphans, run.Kept, run.Bytes);
    }

    private sealed class Run(LakeStore store, DateTimeOffset before)
    {
        public List<string> Superseded { get; } = [];

        public List<string> Orphans { get; } = [];

        public Dictionary<string, string> Kept { get; } = new(StringComparer.Ordinal);

        public long Bytes { get; private set; }

        /// <summary>True where the file is gone, by this call or before it.</summary>
        public bool Delete(string file, List<string> deleted)
        {
            try
            {
                var info = new FileInfo(store.PathOf(file));
                if (!info.Exists)
                {
                    return true;
                }
                if (info.LastWriteTimeUtc >= before.UtcDateTime)
                {
                    return false;
                }
                var bytes = info.Length;
                info.Delete();
                store.Forget(file);
                deleted.Add(file);
                Bytes += bytes;
                return true;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
            {
                Kept[file] = fault.Message;
                return false;
            }
        }
    }
}
