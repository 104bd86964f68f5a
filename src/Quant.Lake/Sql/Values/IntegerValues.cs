using System.Numerics;
using Quant.Lake.DuckDb;

namespace Quant.Lake.Sql.Values;

internal sealed class IntegerValues<T> : SqlValueReader
    where T : unmanaged, IBinaryInteger<T>
{
    protected override object Value(DuckDbVector vector, int row) => long.CreateChecked(vector.Values<T>(row + 1)[row]);
}
