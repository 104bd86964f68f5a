using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Readers;

internal sealed class Int32Reader(Int32Column target) : ColumnReader
{
    public override DuckDbType Source => DuckDbType.Integer;

    public override void Read(DuckDbVector vector, int at, int count) => Copy(vector, target, at, count);
}
