namespace Quant.Lake.DuckDb;

/// <summary>The type ids of DuckDB's C API (<c>duckdb_type</c>) that this binding tells apart.</summary>
internal enum DuckDbType
{
    Invalid = 0,
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    HugeInt = 16,
    Varchar = 17,
    Decimal = 19,
    TimestampS = 20,
    TimestampMs = 21,
    TimestampNs = 22,
    Enum = 23,
    TimestampTz = 31,
}

/// <summary>The statement kinds of DuckDB's C API (<c>duckdb_statement_type</c>) that this binding tells apart.</summary>
internal enum DuckDbStatementType
{
    Invalid = 0,
    Select = 1,
    Explain = 4,
}
