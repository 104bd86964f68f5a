using System.Globalization;
using Microsoft.Data.Sqlite;
using Quant.Client.Cli.Output;
using Quant.Lake.Roots;

namespace Quant.Client.Cli.Doctor;

/// <summary>The data root, looked at from outside: nothing is made in it, and it is not opened.</summary>
internal static class RootChecks
{
    private const long LeastFree = 64L << 20;
    private const string Other = "Name another folder with --root or QUANT_DATA.";

    public static DoctorCheck Folder(DataRoot root)
    {
        if (File.Exists(root.Path))
        {
            return new("data root", Health.Missing, $"{root.Path} is a file", Other);
        }
        var there = root.Path;
        while (!Directory.Exists(there))
        {
            if (File.Exists(there) || Path.GetDirectoryName(there) is not { Length: > 0 } above)
            {
                return new("data root", Health.Missing, $"{root.Path} cannot be made, for {there} is no folder", Other);
            }
            there = above;
        }
        if (WhyNotWritable(there) is { } reason)
        {
            return new("data root", Health.Missing, $"{there} cannot be written to: {reason}", Other);
        }
        var free = new DriveInfo(there).AvailableFreeSpace;
        var space = $"{Numbers.Bytes(free)} free";
        return free < LeastFree
                ? new("data root", Health.Missing, $"{root.Path}: {space}", $"Free at least 64 MB, or: {Other}")
            : there == root.Path ? new("data root", Health.Ok, $"{root.Path}, {space}")
            : new("data root", Health.Ok, $"{root.Path} will be made when first needed, {space}");
    }

    public static DoctorCheck Owner(DataRoot root) =>
        new(
            "in use by",
            Health.Ok,
            DataRootLock.OwnerOf(root) is { } owner
                ? owner.ToString()
                : "nobody; each command serves itself while it runs"
        );

    /// <summary>The catalog's version, from its file.</summary>
    public static DoctorCheck Catalog(DataRoot root)
    {
        if (!File.Exists(root.CatalogPath))
        {
            return new("catalog", Health.Ok, "none yet; made when first needed");
        }
        try
        {
            return new(
                "catalog",
                Health.Ok,
                string.Create(CultureInfo.InvariantCulture, $"{root.CatalogPath}, schema version {Version(root)}")
            );
        }
        catch (SqliteException fault)
        {
            return new(
                "catalog",
                Health.Missing,
                $"{root.CatalogPath} cannot be read: {fault.Message}",
                "Restore it from a copy, or move it away and import again."
            );
        }
    }

    private static long Version(DataRoot root)
    {
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = root.CatalogPath,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        using var connection = new SqliteConnection(source.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(version), 0) FROM schema_migration";
        return (long)command.ExecuteScalar()!;
    }

    private static string? WhyNotWritable(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            using var file = new FileStream(
                probe,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }
}
