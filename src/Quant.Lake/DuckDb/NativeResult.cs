using System.Runtime.InteropServices;

namespace Quant.Lake.DuckDb;

/// <summary>
/// <c>duckdb_result</c> of the C API: five deprecated members that are not to be read, and a pointer. Some functions
/// take it by value, so its size counts.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    private readonly ulong _deprecatedColumnCount;
    private readonly ulong _deprecatedRowCount;
    private readonly ulong _deprecatedRowsChanged;
    private readonly nint _deprecatedColumns;
    private readonly nint _deprecatedErrorMessage;
    private readonly nint _internalData;
}
