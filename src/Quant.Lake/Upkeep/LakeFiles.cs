using Quant.Lake.Partitions;

namespace Quant.Lake.Upkeep;

/// <summary>One file of the lake's own kind that is there.</summary>
/// <param name="File">Path below the root, with forward slashes.</param>
/// <param name="Changed">When it was last written.</param>
internal sealed record FoundFile(string File, DateTimeOffset Changed);

/// <summary>
/// Finds the files that this lake writes: <c>.parquet</c> and <c>.tmp</c> in the folders of partitions. Whatever else is
/// in the folder is somebody else's and never touched.
/// </summary>
internal static class LakeFiles
{
    public static IReadOnlyList<FoundFile> Find(LakeStore store)
    {
        var found = new List<FoundFile>();
        if (!Directory.Exists(store.Root))
        {
            return found;
        }
        foreach (var info in new DirectoryInfo(store.Root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var file = store.FileOf(info.FullName);
            if (IsOurs(file))
            {
                found.Add(new FoundFile(file, info.LastWriteTimeUtc));
            }
        }
        found.Sort((a, b) => string.CompareOrdinal(a.File, b.File));
        return found;
    }

    private static bool IsOurs(string file)
    {
        var segments = file.Split('/');
        return segments.Length == 4
            && segments[2].StartsWith("symbol=", StringComparison.Ordinal)
            && Path.GetExtension(file) is PartitionPath.Extension or PartitionPath.TemporaryExtension;
    }
}
