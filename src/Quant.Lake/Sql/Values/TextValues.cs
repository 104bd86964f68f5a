using Quant.Lake.DuckDb;

namespace Quant.Lake.Sql.Values;

internal sealed class TextValues : SqlValueReader
{
    protected override object Value(DuckDbVector vector, int row) =>
        DuckDbText.Decode(ref vector.Values<DuckDbText>(row + 1)[row]);
}
