using Quant.Lake.DuckDb.Handles;

namespace Quant.Lake.DuckDb;

/// <summary>One statement, parsed, bound and planned.</summary>
internal sealed class DuckDbStatement : IDisposable
{
    private readonly StatementHandle _handle;

    private DuckDbStatement(StatementHandle handle) => _handle = handle;

    public DuckDbStatementType Type => NativeMethods.StatementType(_handle);

    public int ColumnCount => (int)NativeMethods.StatementColumnCount(_handle);

    public int ParameterCount => (int)NativeMethods.ParameterCount(_handle);

    /// <exception cref="DuckDbException">The statement could not be prepared.</exception>
    public static DuckDbStatement Checked(bool failed, StatementHandle handle)
    {
        if (!failed)
        {
            return new DuckDbStatement(handle);
        }
        using (handle)
        {
            throw new DuckDbException(Utf8.Read(NativeMethods.PrepareError(handle)));
        }
    }

    public string ColumnName(int column)
    {
        var name = NativeMethods.StatementColumnName(_handle, (ulong)column);
        try
        {
            return Utf8.Read(name);
        }
        finally
        {
            NativeMethods.Free(name);
        }
    }

    public DuckDbType ColumnType(int column) => NativeMethods.StatementColumnType(_handle, (ulong)column);

    /// <param name="index">From 1.</param>
    /// <param name="value">The parameter's value.</param>
    public DuckDbStatement Bind(int index, string value)
    {
        Check(NativeMethods.BindText(_handle, (ulong)index, value));
        return this;
    }

    /// <inheritdoc cref="Bind(int, string)"/>
    public DuckDbStatement Bind(int index, long value)
    {
        Check(NativeMethods.BindInt64(_handle, (ulong)index, value));
        return this;
    }

    /// <summary>Starts the query; rows are made as they are fetched.</summary>
    public DuckDbResult Execute()
    {
        var result = new ResultHandle();
        return DuckDbResult.Checked(NativeMethods.ExecuteStreaming(_handle, result) != 0, result);
    }

    /// <summary>As <see cref="Execute()"/>, task by task, so that a cancelled token ends it wherever it is.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DuckDbResult Execute(CancellationToken cancellation)
    {
        var failed = NativeMethods.PendingStreaming(_handle, out var pending) != 0;
        using (pending)
        {
            var wait = new SpinWait();
            var state = failed ? PendingState.Error : PendingState.ResultNotReady;
            while (state is PendingState.ResultNotReady or PendingState.NoTasksAvailable)
            {
                cancellation.ThrowIfCancellationRequested();
                state = NativeMethods.ExecuteTask(pending);
                if (state == PendingState.NoTasksAvailable)
                {
                    wait.SpinOnce();
                }
            }
            if (state == PendingState.Error)
            {
                cancellation.ThrowIfCancellationRequested();
                throw new DuckDbException(Utf8.Read(NativeMethods.PendingError(pending)));
            }
            var result = new ResultHandle();
            return DuckDbResult.Checked(NativeMethods.ExecutePending(pending, result) != 0, result);
        }
    }

    public void Dispose() => _handle.Dispose();

    private void Check(int state)
    {
        if (state != 0)
        {
            throw new DuckDbException(Utf8.Read(NativeMethods.PrepareError(_handle)));
        }
    }
}
