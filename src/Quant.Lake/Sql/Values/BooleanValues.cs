using Quant.Lake.DuckDb;

namespace Quant.Lake.Sql.Values;

internal sealed class BooleanValues : SqlValueReader
{
    protected override object Value(DuckDbVector vector, int row) => vector.Values<bool>(row + 1)[row];
}
