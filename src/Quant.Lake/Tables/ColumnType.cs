namespace Quant.Lake.Tables;

/// <summary>What a column holds, in memory and in the file.</summary>
public enum ColumnType
{
    /// <summary><c>long[]</c>, microseconds UTC; Parquet and DuckDB <c>TIMESTAMP</c>. Never null.</summary>
    Timestamp,

    /// <summary><c>double[]</c>; NaN in memory is NULL in the file and back. Infinities are refused on write.</summary>
    Double,

    /// <summary><c>long[]</c>; never null.</summary>
    Int64,

    /// <summary><c>int[]</c>; never null.</summary>
    Int32,

    /// <summary><c>bool[]</c>; never null.</summary>
    Boolean,

    /// <summary><c>string?[]</c>; null in memory is NULL in the file and back.</summary>
    Text,

    /// <summary>
    /// <c>string?[]</c> of few distinct values: appended as an ENUM, so that each value is kept once. The file holds
    /// dictionary-encoded text, and so reads back as <see cref="Text"/> or as this, whichever is asked for.
    /// </summary>
    Category,
}
