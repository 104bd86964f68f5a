using System.Globalization;
using Quant.Lake.DuckDb.Handles;

namespace Quant.Lake.DuckDb;

/// <summary>
/// A DuckDB in memory, with no extension ever installed or loaded of its own accord, and nothing spilled to disk. Any
/// number of connections; each is used by one thread at a time.
/// </summary>
internal sealed class DuckDbDatabase : IDisposable
{
    private readonly DatabaseHandle _handle;

    private DuckDbDatabase(DatabaseHandle handle) => _handle = handle;

    /// <summary>Version of the library, such as <c>v1.5.5</c>.</summary>
    public static string LibraryVersion => Utf8.Read(NativeMethods.LibraryVersion());

    public static DuckDbDatabase Open(DuckDbOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        _ = NativeMethods.CreateConfig(out var config);
        using (config)
        {
            Set("threads", options.Threads.ToString(CultureInfo.InvariantCulture));
            Set("autoinstall_known_extensions", "false");
            Set("autoload_known_extensions", "false");
            Set("temp_directory", "");
            if (options.MemoryLimit is { } limit)
            {
                Set("memory_limit", limit);
            }
            if (NativeMethods.Open(null, out var database, config, out var error) != 0)
            {
                var message = Utf8.Read(error);
                NativeMethods.Free(error);
                database.Dispose();
                throw new DuckDbException(message);
            }
            return new DuckDbDatabase(database);

            void Set(string name, string value)
            {
                if (NativeMethods.SetConfig(config, name, value) != 0)
                {
                    throw new DuckDbException($"DuckDB does not take the setting {name} = '{value}'.");
                }
            }
        }
    }

    public DuckDbConnection Connect()
    {
        if (NativeMethods.Connect(_handle, out var connection) != 0)
        {
            connection.Dispose();
            throw new DuckDbException("DuckDB gave no connection.");
        }
        return new DuckDbConnection(connection);
    }

    public void Dispose() => _handle.Dispose();
}
