namespace Quant.Lake.DuckDb;

/// <summary>How a DuckDB of one's own is opened.</summary>
/// <param name="Threads">Threads that one query may use, the caller's included; at least 1.</param>
public sealed record DuckDbOptions(int Threads)
{
    /// <summary>As DuckDB writes sizes, <c>2GB</c>; null leaves its default, 80% of the machine's memory.</summary>
    public string? MemoryLimit { get; init; }

    /// <summary>
    /// One thread, the caller's: reads and writes of the lake are spread over files by their callers, who have threads of
    /// their own; more in here were measured to be slower.
    /// </summary>
    public static DuckDbOptions Default { get; } = new(1);
}
