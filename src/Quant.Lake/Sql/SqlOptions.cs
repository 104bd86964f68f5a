namespace Quant.Lake.Sql;

/// <summary>What one query may use.</summary>
public sealed record SqlOptions
{
    /// <summary>Threads, at least 1; all processors unless set.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Memory, as DuckDB writes sizes. A query that needs more fails; nothing is spilled to disk.</summary>
    public string MemoryLimit { get; init; } = "2GB";
}
