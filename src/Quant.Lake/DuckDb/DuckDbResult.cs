using Quant.Lake.DuckDb.Handles;

namespace Quant.Lake.DuckDb;

/// <summary>The rows of a query, fetched in chunks of columns.</summary>
internal sealed class DuckDbResult : IDisposable
{
    private readonly ResultHandle _handle;

    private DuckDbResult(ResultHandle handle) => _handle = handle;

    public int ColumnCount => (int)NativeMethods.ColumnCount(_handle);

    /// <exception cref="DuckDbException">The query failed.</exception>
    public static DuckDbResult Checked(bool failed, ResultHandle handle)
    {
        if (!failed)
        {
            return new DuckDbResult(handle);
        }
        using (handle)
        {
            throw new DuckDbException(Utf8.Read(NativeMethods.ResultError(handle)));
        }
    }

    public string ColumnName(int column) => Utf8.Read(NativeMethods.ColumnName(_handle, (ulong)column));

    public DuckDbType ColumnType(int column) => NativeMethods.ColumnType(_handle, (ulong)column);

    /// <summary>The next rows, at most one vector's worth; null at the end.</summary>
    /// <exception cref="DuckDbException">The query failed on the way.</exception>
    public DuckDbChunk? Fetch()
    {
        var held = false;
        try
        {
            _handle.DangerousAddRef(ref held);
            var chunk = NativeMethods.FetchChunk(_handle.Value);
            if (!chunk.IsInvalid)
            {
                return new DuckDbChunk(chunk);
            }
            chunk.Dispose();
            var error = NativeMethods.ResultError(_handle);
            return error == 0 ? null : throw new DuckDbException(Utf8.Read(error));
        }
        finally
        {
            if (held)
            {
                _handle.DangerousRelease();
            }
        }
    }

    public void Dispose() => _handle.Dispose();
}
