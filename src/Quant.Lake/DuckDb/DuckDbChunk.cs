using Quant.Lake.DuckDb.Handles;

namespace Quant.Lake.DuckDb;

/// <summary>Some rows in columns. Its vectors are valid until it is disposed.</summary>
internal sealed class DuckDbChunk(DataChunkHandle handle) : IDisposable
{
    public DataChunkHandle Handle => handle;

    public int Rows
    {
        get => (int)NativeMethods.ChunkSize(handle);
        set => NativeMethods.SetChunkSize(handle, (ulong)value);
    }

    public DuckDbVector this[int column] => new(NativeMethods.ChunkVector(handle, (ulong)column));

    public void Dispose() => handle.Dispose();
}
