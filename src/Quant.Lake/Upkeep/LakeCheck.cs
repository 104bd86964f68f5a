using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Specs;

namespace Quant.Lake.Upkeep;

/// <summary>Compares all files with the manifest, reading every byte.</summary>
public sealed class LakeCheck(LakeStore store, IManifest manifest, TimeProvider time)
{
    /// <summary>All problems: of the manifest's entries first, in their order, then superseded files, then orphans.</summary>
    /// <param name="progress">Told how many entries have been checked.</param>
    /// <param name="cancellation">Ends between files.</param>
    /// <remarks>
    /// Reads files on the caller's thread or the thread pool. What is written meanwhile may show as an orphan; a second
    /// check will not show it.
    /// </remarks>
    public async Task<IReadOnlyList<LakeProblem>> RunAsync(IProgress<int>? progress, CancellationToken cancellation)
    {
        // Files first: one that comes to count in between is then in the manifest's list, and so no orphan.
        var found = LakeFiles.Find(store);
        var superseded = await manifest
            .ListSupersededAsync(time.GetUtcNow().AddDays(1), cancellation)
            .ConfigureAwait(false);
        var entries = await manifest.ListAllAsync(cancellation).ConfigureAwait(false);
        var problems = new List<LakeProblem>();
        for (var i = 0; i < entries.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Check(entries[i]) is { } problem)
            {
                problems.Add(problem);
            }
            progress?.Report(i + 1);
        }
        var waiting = superseded.ToHashSet(StringComparer.Ordinal);
        foreach (var file in found.Where(file => waiting.Contains(file.File)))
        {
            problems.Add(new(LakeProblemKind.Superseded, file.File, null, "replaced; waits for 'quant lake gc'"));
        }
        var known = entries.Select(entry => entry.File).Concat(superseded).ToHashSet(StringComparer.Ordinal);
        foreach (var file in found.Where(file => !known.Contains(file.File)))
        {
            var written = UnixMicros.Format(UnixMicros.From(file.Changed));
            problems.Add(
                new(LakeProblemKind.Orphan, file.File, null, $"written {written}, named by no manifest entry")
            );
        }
        return problems;
    }

    private LakeProblem? Check(ManifestEntry entry)
    {
        try
        {
            store.Verify(entry);
            return null;
        }
        catch (LakeFileException fault)
        {
            return new LakeProblem(KindOf(fault.Fault), entry.File, entry.Key, fault.Detail);
        }
    }

    private static LakeProblemKind KindOf(LakeFault fault) =>
        fault switch
        {
            LakeFault.Missing => LakeProblemKind.Missing,
            LakeFault.Torn => LakeProblemKind.Torn,
            LakeFault.Altered => LakeProblemKind.Altered,
            LakeFault.Mismatch => LakeProblemKind.Mismatch,
            _ => LakeProblemKind.Unreadable,
        };
}
