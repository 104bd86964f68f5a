using System.Runtime.InteropServices;

namespace Quant.Lake.Files;

/// <summary>Files and folder entries that are on the disk, not only in the operating system's memory, on return.</summary>
internal static partial class DurableFile
{
    /// <summary>Flushes a file's content.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete,
            1
        );
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Flushes a folder's entries: a rename lasts only after this. Windows has no such call, and needs none on NTFS, whose
    /// journal keeps the order.
    /// </summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        const int readOnly = 0;
        var descriptor = Open(path, readOnly);
        if (descriptor < 0)
        {
            throw Fault("opened", path);
        }
        try
        {
            // Some network file systems flush folders by themselves and refuse to be asked (EINVAL).
            if (Sync(descriptor) != 0 && Marshal.GetLastPInvokeError() != 22)
            {
                throw Fault("flushed", path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Creates a folder below a root, and makes each new entry on the way last.</summary>
    public static void CreateFolder(string root, string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }
        var missing = new Stack<string>();
        for (var at = path; at.Length > root.Length && !Directory.Exists(at); at = Path.GetDirectoryName(at)!)
        {
            missing.Push(at);
        }
        Directory.CreateDirectory(path);
        while (missing.TryPop(out var made))
        {
            FlushFolder(Path.GetDirectoryName(made)!);
        }
    }

    /// <summary>Deletes a file that no manifest names; what cannot be deleted is left to the garbage collector.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { }
    }

    private static IOException Fault(string verb, string path) =>
        new(
            $"The folder '{path}' could not be {verb}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}."
        );

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
