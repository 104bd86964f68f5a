using Quant.Lake.DuckDb;
using Quant.Lake.Files;
using Quant.Lake.Manifest;
using Quant.Lake.Tables;

namespace Quant.Lake.Partitions;

/// <summary>Writes one Parquet file: temporary name, flush, hash, rename, flush of the folder.</summary>
internal sealed class PartitionFileWriter(LakeStore store)
{
    public ManifestEntry Write(PartitionKey key, long generation, ColumnTable table)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generation, 1);
        var folder = PartitionPath.Folder(key);
        PartitionTable.Check(key, table);
        var ts = table.Timestamps();
        var folderPath = store.PathOf(folder);
        var temporary = Path.Combine(
            folderPath,
            $"{PartitionPath.PeriodName(key.Period)}.{Guid.NewGuid():N}{PartitionPath.TemporaryExtension}"
        );
        try
        {
            DurableFile.CreateFolder(Path.GetDirectoryName(store.Root) ?? store.Root, folderPath);
            using (var connection = DuckDbEngine.Connect())
            {
                Export(connection, table, temporary);
            }
            DurableFile.Flush(temporary);
            var hash = FileVerifier.HashOf(temporary);
            var bytes = new FileInfo(temporary).Length;
            var name = Rename(temporary, folderPath, PartitionPath.FileName(key, generation, hash));
            DurableFile.FlushFolder(folderPath);
            return new ManifestEntry(key, $"{folder}/{name}", table.Rows, ts[0], ts[^1], bytes, hash, generation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DuckDbException)
        {
            throw new IOException(
                $"The lake file for {key.Dataset} {key.Symbol} {key.Period} could not be written as '{temporary}': "
                    + fault.Message,
                fault
            );
        }
        finally
        {
            // Gone already unless something failed; a process killed here leaves it to the garbage collector.
            DurableFile.TryDelete(temporary);
        }
    }

    /// <summary>Writes Parquet, and no more: the same bytes for the same table, whatever the number of threads.</summary>
    internal static void Export(DuckDbConnection connection, ColumnTable table, string path)
    {
        TableAppender.CreateTemporary(connection, "partition", table);
        connection.Execute(
            $"COPY partition TO {SqlText.Value(path)} "
                + "(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE 122880, USE_TMP_FILE false)"
        );
    }

    /// <summary>
    /// A name is never taken over from a file that is there already, even of the same content: the collector may be about
    /// to delete that one.
    /// </summary>
    private static string Rename(string temporary, string folder, string name)
    {
        for (var attempt = 1; ; attempt++)
        {
            var file = (attempt == 1 ? name : $"{name}-{attempt}") + PartitionPath.Extension;
            var path = Path.Combine(folder, file);
            try
            {
                File.Move(temporary, path, overwrite: false);
                return file;
            }
            catch (IOException) when (File.Exists(path) && File.Exists(temporary)) { }
        }
    }
}
