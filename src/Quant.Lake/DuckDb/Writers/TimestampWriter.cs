using Quant.Lake.DuckDb.Handles;
using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Writers;

internal sealed class TimestampWriter(TimestampColumn column) : ColumnWriter
{
    public override string SqlType => "TIMESTAMP";

    public override LogicalTypeHandle LogicalType { get; } = NativeMethods.CreateLogicalType(DuckDbType.Timestamp);

    public override void Write(DuckDbVector vector, int start, int count) =>
        column.Values.AsSpan(start, count).CopyTo(vector.Values<long>(count));
}
