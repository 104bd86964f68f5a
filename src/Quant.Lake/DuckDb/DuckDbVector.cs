namespace Quant.Lake.DuckDb;

/// <summary>One column of one chunk: memory that DuckDB owns, seen as spans.</summary>
internal readonly unsafe struct DuckDbVector(nint pointer)
{
    public nint Pointer => pointer;

    /// <param name="rows">Rows of the chunk, or of a vector being filled.</param>
    /// <typeparam name="T">As wide as the column's physical type.</typeparam>
    public Span<T> Values<T>(int rows)
        where T : unmanaged => new((void*)NativeMethods.VectorData(pointer), rows);

    /// <summary>One bit per row, 1 where it has a value; empty where all rows have one.</summary>
    public ReadOnlySpan<ulong> Validity(int rows)
    {
        var mask = NativeMethods.VectorValidity(pointer);
        return mask == 0 ? [] : new((void*)mask, (rows + 63) / 64);
    }

    /// <summary>The bits of <see cref="Validity"/>, all 1 unless set otherwise before, to write to.</summary>
    public Span<ulong> WritableValidity(int rows)
    {
        NativeMethods.EnsureValidityWritable(pointer);
        return new((void*)NativeMethods.VectorValidity(pointer), (rows + 63) / 64);
    }

    /// <summary>True where a mask from <see cref="Validity"/> says that a row has a value.</summary>
    public static bool HasValue(ReadOnlySpan<ulong> validity, int row) =>
        validity.IsEmpty || (validity[row >> 6] >> row & 1) != 0;

    public static void SetNull(Span<ulong> validity, int row) => validity[row >> 6] &= ~(1UL << row);

    /// <summary>True where any of the rows has no value.</summary>
    public static bool HasNulls(ReadOnlySpan<ulong> validity, int rows)
    {
        for (var word = 0; word < validity.Length; word++)
        {
            var last = rows - word * 64;
            var all = last >= 64 ? ulong.MaxValue : (1UL << last) - 1;
            if ((validity[word] & all) != all)
            {
                return true;
            }
        }
        return false;
    }
}
