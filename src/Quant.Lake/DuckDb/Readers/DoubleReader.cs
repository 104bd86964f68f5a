using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Readers;

/// <summary>NULL becomes NaN.</summary>
internal sealed class DoubleReader(DoubleColumn target) : ColumnReader
{
    public override DuckDbType Source => DuckDbType.Double;

    public override void Read(DuckDbVector vector, int at, int count)
    {
        var values = target.Values.AsSpan(at, count);
        vector.Values<double>(count).CopyTo(values);
        var validity = vector.Validity(count);
        if (!DuckDbVector.HasNulls(validity, count))
        {
            return;
        }
        for (var i = 0; i < values.Length; i++)
        {
            if (!DuckDbVector.HasValue(validity, i))
            {
                values[i] = double.NaN;
            }
        }
    }
}
