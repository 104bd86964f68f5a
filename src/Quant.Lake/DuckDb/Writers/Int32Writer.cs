using Quant.Lake.DuckDb.Handles;
using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Writers;

internal sealed class Int32Writer(Int32Column column) : ColumnWriter
{
    public override string SqlType => "INTEGER";

    public override LogicalTypeHandle LogicalType { get; } = NativeMethods.CreateLogicalType(DuckDbType.Integer);

    public override void Write(DuckDbVector vector, int start, int count) =>
        column.Values.AsSpan(start, count).CopyTo(vector.Values<int>(count));
}
