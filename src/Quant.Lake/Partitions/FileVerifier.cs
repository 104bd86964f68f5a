using System.Collections.Concurrent;
using System.Security.Cryptography;
using Quant.Lake.Manifest;

namespace Quant.Lake.Partitions;

/// <summary>
/// Compares files with their entries, by length and SHA-256. A file whose length and time of change are as when its hash
/// was last computed by this process is not hashed again.
/// </summary>
internal sealed class FileVerifier(LakeStore store)
{
    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <exception cref="LakeFileException">The file is missing, torn, altered or unreadable.</exception>
    public void Verify(ManifestEntry entry, bool afresh = false)
    {
        var info = new FileInfo(PathOf(entry));
        if (!info.Exists)
        {
            Forget(info.FullName);
            throw new LakeFileException(entry, LakeFault.Missing, "is missing");
        }
        if (info.Length != entry.Bytes)
        {
            var (fault, word) = info.Length < entry.Bytes ? (LakeFault.Torn, "torn") : (LakeFault.Altered, "altered");
            throw new LakeFileException(entry, fault, $"is {word}: it has {info.Length} of {entry.Bytes} bytes");
        }
        var changed = info.LastWriteTimeUtc;
        if (
            afresh
            || !_seen.TryGetValue(info.FullName, out var seen)
            || seen.Bytes != info.Length
            || seen.Changed != changed
        )
        {
            seen = new Seen(info.Length, changed, Hash(entry, info.FullName));
            _seen[info.FullName] = seen;
        }
        if (seen.Hash != entry.ContentHash)
        {
            throw new LakeFileException(
                entry,
                LakeFault.Altered,
                $"is altered: its SHA-256 is {seen.Hash}, the manifest says {entry.ContentHash}"
            );
        }
    }

    public void Forget(string path) => _seen.TryRemove(path, out _);

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string HashOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string Hash(ManifestEntry entry, string path)
    {
        try
        {
            return HashOf(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LakeFileException(entry, LakeFault.Missing, "is missing", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LakeFileException(entry, LakeFault.Unreadable, $"cannot be read: {fault.Message}", fault);
        }
    }

    private string PathOf(ManifestEntry entry)
    {
        try
        {
            return store.PathOf(entry.File);
        }
        catch (ArgumentException fault)
        {
            throw new LakeFileException(entry, LakeFault.Unreadable, "lies outside the lake", fault);
        }
    }

    private readonly record struct Seen(long Bytes, DateTime Changed, string Hash);
}
