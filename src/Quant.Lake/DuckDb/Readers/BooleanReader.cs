using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Readers;

internal sealed class BooleanReader(BooleanColumn target) : ColumnReader
{
    public override DuckDbType Source => DuckDbType.Boolean;

    public override void Read(DuckDbVector vector, int at, int count) => Copy(vector, target, at, count);
}
