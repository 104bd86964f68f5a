using System.Runtime.InteropServices;

namespace Quant.Lake.DuckDb.Handles;

/// <summary>A <see cref="NativeResult"/> at a fixed address, empty until a query fills it.</summary>
internal sealed unsafe class ResultHandle : SafeHandle
{
    public ResultHandle()
        : base(0, ownsHandle: true) => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    public override bool IsInvalid => handle == 0;

    /// <summary>The struct, for functions that take it by value; the handle must be kept alive meanwhile.</summary>
    public NativeResult Value => *(NativeResult*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyResult(handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
