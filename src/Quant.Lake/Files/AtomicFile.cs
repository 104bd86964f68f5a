namespace Quant.Lake.Files;

/// <summary>Writes a file whole or not at all: a temporary file beside it, forced to disk, renamed, its folder forced too.</summary>
public static class AtomicFile
{
    /// <summary>Replaces the file, or makes it; on return it is on the disk under its name.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
            DurableFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
