using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Readers;

internal sealed class Int64Reader(Int64Column target) : ColumnReader
{
    public override DuckDbType Source => DuckDbType.BigInt;

    public override void Read(DuckDbVector vector, int at, int count) => Copy(vector, target, at, count);
}
