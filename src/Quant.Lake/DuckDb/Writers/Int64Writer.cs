using Quant.Lake.DuckDb.Handles;
using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Writers;

internal sealed class Int64Writer(Int64Column column) : ColumnWriter
{
    public override string SqlType => "BIGINT";

    public override LogicalTypeHandle LogicalType { get; } = NativeMethods.CreateLogicalType(DuckDbType.BigInt);

    public override void Write(DuckDbVector vector, int start, int count) =>
        column.Values.AsSpan(start, count).CopyTo(vector.Values<long>(count));
}
