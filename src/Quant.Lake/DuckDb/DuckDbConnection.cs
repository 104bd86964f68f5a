using Quant.Lake.DuckDb.Handles;

namespace Quant.Lake.DuckDb;

/// <summary>A connection; one thread at a time, but <see cref="Interrupt"/> from any.</summary>
internal sealed class DuckDbConnection(ConnectionHandle handle) : IDisposable
{
    public ConnectionHandle Handle => handle;

    /// <summary>Runs statements to their end; what they return is dropped.</summary>
    /// <exception cref="DuckDbException">With DuckDB's message.</exception>
    public void Execute(string sql)
    {
        using var result = new ResultHandle();
        if (NativeMethods.Query(handle, sql, result) != 0)
        {
            throw new DuckDbException(Utf8.Read(NativeMethods.ResultError(result)));
        }
    }

    public DuckDbStatement Prepare(string sql)
    {
        var failed = NativeMethods.Prepare(handle, sql, out var statement) != 0;
        return DuckDbStatement.Checked(failed, statement);
    }

    /// <summary>Runs one query whose rows are then fetched chunk by chunk, as they are made.</summary>
    public DuckDbResult Query(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Execute();
    }

    /// <summary>Stops the running query, if any, which then fails.</summary>
    public void Interrupt() => NativeMethods.Interrupt(handle);

    public void Dispose() => handle.Dispose();
}
