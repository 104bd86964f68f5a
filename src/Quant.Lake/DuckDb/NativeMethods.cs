using System.Runtime.InteropServices;
using Quant.Lake.DuckDb.Handles;

namespace Quant.Lake.DuckDb;

/// <summary>
/// DuckDB's C API as far as it is used (<c>duckdb.h</c> of DuckDB 1.5). A state of 0 is success. Strings are UTF-8; those
/// handed out belong to the object they came from, unless <c>duckdb_free</c> is said.
/// </summary>
internal static partial class NativeMethods
{
    private const string Duckdb = DuckDbLibrary.ImportName;

    static NativeMethods() => DuckDbLibrary.Register();

    [LibraryImport(Duckdb, EntryPoint = "duckdb_library_version")]
    public static partial nint LibraryVersion();

    [LibraryImport(Duckdb, EntryPoint = "duckdb_vector_size")]
    public static partial ulong VectorSize();

    [LibraryImport(Duckdb, EntryPoint = "duckdb_free")]
    public static partial void Free(nint memory);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_create_config")]
    public static partial int CreateConfig(out ConfigHandle config);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_set_config", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetConfig(ConfigHandle config, string name, string value);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_destroy_config")]
    public static partial void DestroyConfig(ref nint config);

    /// <summary>The error must be freed with <see cref="Free"/>.</summary>
    [LibraryImport(Duckdb, EntryPoint = "duckdb_open_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string? path, out DatabaseHandle database, ConfigHandle config, out nint error);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_close")]
    public static partial void Close(ref nint database);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_connect")]
    public static partial int Connect(DatabaseHandle database, out ConnectionHandle connection);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_disconnect")]
    public static partial void Disconnect(ref nint connection);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_interrupt")]
    public static partial void Interrupt(ConnectionHandle connection);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_query", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Query(ConnectionHandle connection, string sql, ResultHandle result);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_destroy_result")]
    public static partial void DestroyResult(nint result);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_result_error")]
    public static partial nint ResultError(ResultHandle result);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_column_count")]
    public static partial ulong ColumnCount(ResultHandle result);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_column_name")]
    public static partial nint ColumnName(ResultHandle result, ulong column);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_column_type")]
    public static partial DuckDbType ColumnType(ResultHandle result, ulong column);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_column_logical_type")]
    public static partial LogicalTypeHandle ColumnLogicalType(ResultHandle result, ulong column);

    /// <summary>The next chunk of a result, streaming or not; invalid at the end and on error.</summary>
    [LibraryImport(Duckdb, EntryPoint = "duckdb_fetch_chunk")]
    public static partial DataChunkHandle FetchChunk(NativeResult result);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_prepare", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Prepare(ConnectionHandle connection, string sql, out StatementHandle statement);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_prepare_error")]
    public static partial nint PrepareError(StatementHandle statement);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_destroy_prepare")]
    public static partial void DestroyPrepare(ref nint statement);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_prepared_statement_type")]
    public static partial DuckDbStatementType StatementType(StatementHandle statement);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_prepared_statement_column_count")]
    public static partial ulong StatementColumnCount(StatementHandle statement);

    /// <summary>The name must be freed with <see cref="Free"/>.</summary>
    [LibraryImport(Duckdb, EntryPoint = "duckdb_prepared_statement_column_name")]
    public static partial nint StatementColumnName(StatementHandle statement, ulong column);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_prepared_statement_column_type")]
    public static partial DuckDbType StatementColumnType(StatementHandle statement, ulong column);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_nparams")]
    public static partial ulong ParameterCount(StatementHandle statement);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_bind_varchar", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BindText(StatementHandle statement, ulong index, string value);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_bind_int64")]
    public static partial int BindInt64(StatementHandle statement, ulong index, long value);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_execute_prepared_streaming")]
    public static partial int ExecuteStreaming(StatementHandle statement, ResultHandle result);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_pending_prepared_streaming")]
    public static partial int PendingStreaming(StatementHandle statement, out PendingHandle pending);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_pending_execute_task")]
    public static partial PendingState ExecuteTask(PendingHandle pending);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_pending_error")]
    public static partial nint PendingError(PendingHandle pending);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_execute_pending")]
    public static partial int ExecutePending(PendingHandle pending, ResultHandle result);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_destroy_pending")]
    public static partial void DestroyPending(ref nint pending);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_extract_statements", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ulong ExtractStatements(
        ConnectionHandle connection,
        string sql,
        out ExtractedStatementsHandle statements
    );

    [LibraryImport(Duckdb, EntryPoint = "duckdb_extract_statements_error")]
    public static partial nint ExtractStatementsError(ExtractedStatementsHandle statements);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_prepare_extracted_statement")]
    public static partial int PrepareExtracted(
        ConnectionHandle connection,
        ExtractedStatementsHandle statements,
        ulong index,
        out StatementHandle statement
    );

    [LibraryImport(Duckdb, EntryPoint = "duckdb_destroy_extracted")]
    public static partial void DestroyExtracted(ref nint statements);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_appender_create_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateAppender(
        ConnectionHandle connection,
        string? catalog,
        string? schema,
        string table,
        out AppenderHandle appender
    );

    [LibraryImport(Duckdb, EntryPoint = "duckdb_append_data_chunk")]
    public static partial int AppendDataChunk(AppenderHandle appender, DataChunkHandle chunk);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_appender_close")]
    public static partial int CloseAppender(AppenderHandle appender);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_appender_error")]
    public static partial nint AppenderError(AppenderHandle appender);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_appender_destroy")]
    public static partial int DestroyAppender(ref nint appender);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_create_logical_type")]
    public static partial LogicalTypeHandle CreateLogicalType(DuckDbType type);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_create_enum_type", StringMarshalling = StringMarshalling.Utf8)]
    public static partial LogicalTypeHandle CreateEnumType(string[] names, ulong count);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_get_type_id")]
    public static partial DuckDbType TypeId(LogicalTypeHandle type);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_enum_internal_type")]
    public static partial DuckDbType EnumInternalType(LogicalTypeHandle type);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_destroy_logical_type")]
    public static partial void DestroyLogicalType(ref nint type);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_create_data_chunk")]
    public static partial DataChunkHandle CreateDataChunk(ReadOnlySpan<nint> types, ulong columns);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_data_chunk_reset")]
    public static partial void ResetDataChunk(DataChunkHandle chunk);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_data_chunk_get_size")]
    public static partial ulong ChunkSize(DataChunkHandle chunk);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_data_chunk_set_size")]
    public static partial void SetChunkSize(DataChunkHandle chunk, ulong size);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint ChunkVector(DataChunkHandle chunk, ulong column);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_destroy_data_chunk")]
    public static partial void DestroyDataChunk(ref nint chunk);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_vector_get_data")]
    public static partial nint VectorData(nint vector);

    /// <summary>One bit per row, 1 where there is a value; null where all rows have one.</summary>
    [LibraryImport(Duckdb, EntryPoint = "duckdb_vector_get_validity")]
    public static partial nint VectorValidity(nint vector);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_vector_ensure_validity_writable")]
    public static partial void EnsureValidityWritable(nint vector);

    [LibraryImport(Duckdb, EntryPoint = "duckdb_vector_assign_string_element_len")]
    public static partial void AssignText(nint vector, ulong row, ReadOnlySpan<byte> utf8, ulong length);
}

/// <summary>What a pending query has to say after one task.</summary>
internal enum PendingState
{
    ResultReady = 0,
    ResultNotReady = 1,
    Error = 2,
    NoTasksAvailable = 3,
}
