using System.Runtime.InteropServices;

namespace Quant.Lake.DuckDb;

/// <summary>Text that DuckDB owns.</summary>
internal static class Utf8
{
    public static string Read(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}
