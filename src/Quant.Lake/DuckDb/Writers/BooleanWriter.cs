using Quant.Lake.DuckDb.Handles;
using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Writers;

internal sealed class BooleanWriter(BooleanColumn column) : ColumnWriter
{
    public override string SqlType => "BOOLEAN";

    public override LogicalTypeHandle LogicalType { get; } = NativeMethods.CreateLogicalType(DuckDbType.Boolean);

    public override void Write(DuckDbVector vector, int start, int count) =>
        column.Values.AsSpan(start, count).CopyTo(vector.Values<bool>(count));
}
