using System.Runtime.InteropServices;

namespace Quant.Lake.DuckDb.Handles;

/// <summary>An object of the C API, released by a function that takes the address of its pointer.</summary>
internal abstract class DuckDbHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected abstract void Release(ref nint pointer);

    protected override bool ReleaseHandle()
    {
        var pointer = handle;
        Release(ref pointer);
        return true;
    }
}

internal sealed class ConfigHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.DestroyConfig(ref pointer);
}

internal sealed class DatabaseHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.Close(ref pointer);
}

internal sealed class ConnectionHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.Disconnect(ref pointer);
}

internal sealed class StatementHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.DestroyPrepare(ref pointer);
}

internal sealed class ExtractedStatementsHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.DestroyExtracted(ref pointer);
}

internal sealed class PendingHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.DestroyPending(ref pointer);
}

internal sealed class AppenderHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.DestroyAppender(ref pointer);
}

internal sealed class LogicalTypeHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.DestroyLogicalType(ref pointer);
}

internal sealed class DataChunkHandle : DuckDbHandle
{
    protected override void Release(ref nint pointer) => NativeMethods.DestroyDataChunk(ref pointer);
}
