using System.Text.Json;
using Quant.Lake.Files;

namespace Quant.Lake.Roots;

/// <summary>
/// Ownership of a data root by one process. The operating system holds it, on <c>quant.lock.held</c>, and gives it back
/// when the process ends, however it ends; <c>quant.lock</c> beside it says who the owner is and where it answers.
/// </summary>
/// <remarks>
/// Two files, since a file that one process holds alone cannot, on every system, be read by another.
/// </remarks>
public sealed class DataRootLock : IDisposable
{
    private const int Attempts = 20;
    private readonly DataRoot _root;
    private readonly FileStream _held;

    private DataRootLock(DataRoot root, FileStream held, DataRootOwner owner) =>
        (_root, _held, Owner) = (root, held, owner);

    /// <summary>This process.</summary>
    public DataRootOwner Owner { get; private set; }

    /// <summary>Takes the root.</summary>
    /// <exception cref="DataRootInUseException">Another process, or another lock in this one, has it.</exception>
    public static DataRootLock Acquire(DataRoot root, TimeProvider time)
    {
        var held = Hold(root);
        try
        {
            var owner = new DataRootOwner(Environment.ProcessId, null, time.GetUtcNow());
            Write(root, owner);
            return new DataRootLock(root, held, owner);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Who owns a root now; null where nobody does. Whatever a dead process left behind does not count.</summary>
    public static DataRootOwner? OwnerOf(DataRoot root)
    {
        if (!IsHeld(root))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<DataRootOwner>(
                File.ReadAllText(root.LockPath),
                JsonSerializerOptions.Web
            );
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Tells other processes where this one answers.</summary>
    /// <param name="address">A URL.</param>
    public void Announce(string address)
    {
        Owner = Owner with { Address = address };
        Write(_root, Owner);
    }

    public void Dispose()
    {
        File.Delete(_root.LockPath);
        _held.Dispose();
    }

    private static string HeldPath(DataRoot root) => root.LockPath + ".held";

    /// <summary>
    /// A few attempts: another process that looks whether the file is held keeps it from being taken for a moment.
    /// </summary>
    private static FileStream Hold(DataRoot root)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(HeldPath(root), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (attempt < Attempts)
            {
                Thread.Sleep(5);
            }
            catch (IOException)
            {
                throw new DataRootInUseException(root, OwnerOf(root));
            }
        }
    }

    private static bool IsHeld(DataRoot root)
    {
        try
        {
            using var probe = new FileStream(HeldPath(root), FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            return false;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Write(DataRoot root, DataRootOwner owner)
    {
        var temporary = $"{root.LockPath}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(owner, JsonSerializerOptions.Web));
        DurableFile.Flush(temporary);
        File.Move(temporary, root.LockPath, overwrite: true);
    }
}
