using System.Globalization;
using Quant.Lake.DuckDb;

namespace Quant.Lake.Sql.Values;

/// <summary>NaN is null, as in the lake; an infinity, which JSON cannot say, is the word.</summary>
internal sealed class DoubleValues : SqlValueReader
{
    protected override object? Value(DuckDbVector vector, int row) => Json(vector.Values<double>(row + 1)[row]);

    public static object? Json(double value) =>
        double.IsFinite(value) ? value
        : double.IsNaN(value) ? null
        : value.ToString(CultureInfo.InvariantCulture);
}
