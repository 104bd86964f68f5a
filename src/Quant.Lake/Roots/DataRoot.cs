using System.Globalization;
using Quant.Specs;

namespace Quant.Lake.Roots;

/// <summary>
/// The folder that holds everything: <c>lake/</c>, <c>catalog.db</c>, and the lock of the process that owns both.
/// </summary>
public sealed class DataRoot
{
    /// <summary>How the user names it, for messages.</summary>
    public const string Field = "--root";

    private const long MinimumFreeBytes = 64L << 20;

    private DataRoot(string path) => Path = path;

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The folder of <see cref="Partitions.LakeStore"/>.</summary>
    public string LakePath => System.IO.Path.Combine(Path, "lake");

    /// <summary>The catalog's file, where the catalog is SQLite.</summary>
    public string CatalogPath => System.IO.Path.Combine(Path, "catalog.db");

    /// <summary>The file that names the owner.</summary>
    public string LockPath => System.IO.Path.Combine(Path, "quant.lock");

    /// <summary>A root as it is, for reading who owns it; nothing is made or checked.</summary>
    public static DataRoot At(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>Makes the folders where they are missing, and checks that files can be written to them.</summary>
    /// <exception cref="BadInputException">
    /// <c>--root</c> is no folder, cannot be written to, or has less than 64 MB free.
    /// </exception>
    public static DataRoot Open(string path) => Open(path, MinimumFreeBytes);

    internal static DataRoot Open(string path, long minimumFreeBytes)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new BadInputException(Field, path, "the path of a folder");
        }
        var root = At(path);
        try
        {
            Directory.CreateDirectory(root.LakePath);
            Probe(root.Path);
            Probe(root.LakePath);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(Field, root.Path, $"a folder that can be written to ({fault.Message})");
        }
        var free = new DriveInfo(root.Path).AvailableFreeSpace;
        if (free < minimumFreeBytes)
        {
            throw new BadInputException(
                Field,
                root.Path,
                $"a folder on a disk with at least {Megabytes(minimumFreeBytes)} MB free, this one has {Megabytes(free)} MB"
            );
        }
        return root;
    }

    /// <summary>Writes a file and deletes it again.</summary>
    private static void Probe(string folder)
    {
        var path = System.IO.Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        using var file = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            1,
            FileOptions.DeleteOnClose
        );
        file.WriteByte(0);
        file.Flush();
    }

    private static string Megabytes(long bytes) => (bytes >> 20).ToString("N0", CultureInfo.InvariantCulture);
}
