namespace Quant.Lake.DuckDb;

/// <summary>The one DuckDB of this process that reads and writes lake files. Opened when first needed.</summary>
public static class DuckDbEngine
{
    private static readonly Lock s_lock = new();
    private static DuckDbOptions s_options = DuckDbOptions.Default;
    private static DuckDbDatabase? s_shared;

    /// <summary>Sets threads and memory; to be called before the first use.</summary>
    /// <exception cref="InvalidOperationException">The engine is open already, with other options.</exception>
    public static void Configure(DuckDbOptions options)
    {
        lock (s_lock)
        {
            if (s_shared is not null && options != s_options)
            {
                throw new InvalidOperationException(
                    $"DuckDB is open already with {s_options}; it cannot take {options}."
                );
            }
            s_options = options;
        }
    }

    /// <summary>Version of the native library, such as <c>v1.5.5</c>.</summary>
    public static string Version => DuckDbDatabase.LibraryVersion;

    internal static DuckDbConnection Connect()
    {
        lock (s_lock)
        {
            s_shared ??= DuckDbDatabase.Open(s_options);
            return s_shared.Connect();
        }
    }
}
