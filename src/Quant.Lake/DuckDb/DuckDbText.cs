using System.Runtime.InteropServices;
using System.Text;

namespace Quant.Lake.DuckDb;

/// <summary>
/// <c>duckdb_string_t</c>: a length, then up to 12 bytes of UTF-8 in place, or a prefix of 4 bytes and a pointer.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal readonly unsafe struct DuckDbText
{
    private readonly uint _length;
    private readonly uint _prefix;
    private readonly ulong _rest;

    private const int InPlace = 12;

    /// <summary>True where both are short and equal, byte for byte; says nothing about longer ones.</summary>
    public bool IsSameShort(in DuckDbText other) =>
        _length <= InPlace && _length == other._length && _prefix == other._prefix && _rest == other._rest;

    /// <summary>The bytes; valid as long as the vector is. Must be called on the value where it lies.</summary>
    public static ReadOnlySpan<byte> Bytes(ref readonly DuckDbText text) =>
        text._length <= InPlace
            ? MemoryMarshal.CreateReadOnlySpan(
                in System.Runtime.CompilerServices.Unsafe.As<uint, byte>(
                    ref System.Runtime.CompilerServices.Unsafe.AsRef(in text._prefix)
                ),
                (int)text._length
            )
            : new((void*)(nint)text._rest, (int)text._length);

    public static string Decode(ref readonly DuckDbText text) => Encoding.UTF8.GetString(Bytes(in text));
}
