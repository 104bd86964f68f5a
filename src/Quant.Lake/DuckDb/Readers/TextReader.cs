using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Readers;

/// <summary>NULL becomes null. A value equal to the one before it is the same string.</summary>
internal sealed class TextReader(TextColumn target) : ColumnReader
{
    public override DuckDbType Source => DuckDbType.Varchar;

    public override void Read(DuckDbVector vector, int at, int count)
    {
        var texts = vector.Values<DuckDbText>(count);
        var validity = vector.Validity(count);
        var last = -1;
        for (var i = 0; i < count; i++)
        {
            if (!DuckDbVector.HasValue(validity, i))
            {
                target.Values[at + i] = null;
                continue;
            }
            target.Values[at + i] =
                last >= 0 && texts[i].IsSameShort(in texts[last])
                    ? target.Values[at + last]
                    : DuckDbText.Decode(ref texts[i]);
            last = i;
        }
    }
}
