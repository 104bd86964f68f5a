using Quant.Lake.DuckDb;

namespace Quant.Lake.Sql.Values;

internal sealed class FloatValues : SqlValueReader
{
    protected override object? Value(DuckDbVector vector, int row) =>
        DoubleValues.Json(vector.Values<float>(row + 1)[row]);
}
