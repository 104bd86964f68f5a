using Quant.Lake.DuckDb.Handles;
using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Writers;

/// <summary>An ENUM of the column's distinct values in order of first appearance; null becomes NULL.</summary>
internal sealed class CategoryWriter : ColumnWriter
{
    private readonly int[] _codes;
    private readonly DuckDbType _width;

    public CategoryWriter(CategoryColumn column)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        _codes = new int[column.Count];
        for (var i = 0; i < _codes.Length; i++)
        {
            if (column.Values[i] is not { } text)
            {
                _codes[i] = -1;
            }
            else if (i > 0 && ReferenceEquals(text, column.Values[i - 1]))
            {
                _codes[i] = _codes[i - 1];
            }
            else if (!codes.TryGetValue(text, out _codes[i]))
            {
                _codes[i] = codes.Count;
                codes.Add(text, codes.Count);
            }
        }
        // An ENUM has at least one value, even where every row is null.
        string[] names = codes.Count == 0 ? [""] : [.. codes.Keys];
        SqlType = $"ENUM({string.Join(", ", names.Select(SqlText.Value))})";
        LogicalType = NativeMethods.CreateEnumType(names, (ulong)names.Length);
        _width = NativeMethods.EnumInternalType(LogicalType);
    }

    public override string SqlType { get; }

    public override LogicalTypeHandle LogicalType { get; }

    public override void Write(DuckDbVector vector, int start, int count)
    {
        var codes = _codes.AsSpan(start, count);
        switch (_width)
        {
            case DuckDbType.UTinyInt:
                var bytes = vector.Values<byte>(count);
                for (var i = 0; i < codes.Length; i++)
                {
                    bytes[i] = (byte)Math.Max(codes[i], 0);
                }
                break;
            case DuckDbType.USmallInt:
                var shorts = vector.Values<ushort>(count);
                for (var i = 0; i < codes.Length; i++)
                {
                    shorts[i] = (ushort)Math.Max(codes[i], 0);
                }
                break;
            default:
                var ints = vector.Values<uint>(count);
                for (var i = 0; i < codes.Length; i++)
                {
                    ints[i] = (uint)Math.Max(codes[i], 0);
                }
                break;
        }
        if (!codes.Contains(-1))
        {
            return;
        }
        var validity = vector.WritableValidity(count);
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] < 0)
            {
                DuckDbVector.SetNull(validity, i);
            }
        }
    }
}
