using System.Text;
using Quant.Lake.DuckDb.Handles;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.DuckDb.Writers;

/// <summary>Null becomes NULL; text that is not valid Unicode is refused with <see cref="BadInputException"/>.</summary>
internal sealed class TextWriter(TextColumn column) : ColumnWriter
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);
    private byte[] _utf8 = new byte[256];

    public override string SqlType => "VARCHAR";

    public override LogicalTypeHandle LogicalType { get; } = NativeMethods.CreateLogicalType(DuckDbType.Varchar);

    public override void Write(DuckDbVector vector, int start, int count)
    {
        Span<ulong> validity = default;
        for (var i = 0; i < count; i++)
        {
            if (column.Values[start + i] is not { } text)
            {
                validity = validity.IsEmpty ? vector.WritableValidity(count) : validity;
                DuckDbVector.SetNull(validity, i);
                continue;
            }
            var length = Encode(text, start + i);
            NativeMethods.AssignText(vector.Pointer, (ulong)i, _utf8, (ulong)length);
        }
    }

    private int Encode(string text, int row)
    {
        var room = s_strict.GetMaxByteCount(text.Length);
        if (_utf8.Length < room)
        {
            _utf8 = new byte[room];
        }
        try
        {
            return s_strict.GetBytes(text, _utf8);
        }
        catch (EncoderFallbackException)
        {
            throw new BadInputException($"{column.Name}[{row}]", text, "valid Unicode text, without lone surrogates");
        }
    }
}
