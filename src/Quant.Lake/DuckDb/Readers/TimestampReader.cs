using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Readers;

internal sealed class TimestampReader(TimestampColumn target) : ColumnReader
{
    public override DuckDbType Source => DuckDbType.Timestamp;

    public override void Read(DuckDbVector vector, int at, int count) => Copy(vector, target, at, count);
}
