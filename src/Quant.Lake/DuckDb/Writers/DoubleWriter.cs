using System.Numerics;
using System.Runtime.InteropServices;
using Quant.Lake.DuckDb.Handles;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.DuckDb.Writers;

/// <summary>NaN becomes NULL; an infinity is refused with <see cref="BadInputException"/>.</summary>
internal sealed class DoubleWriter(DoubleColumn column) : ColumnWriter
{
    public override string SqlType => "DOUBLE";

    public override LogicalTypeHandle LogicalType { get; } = NativeMethods.CreateLogicalType(DuckDbType.Double);

    public override void Write(DuckDbVector vector, int start, int count)
    {
        var values = column.Values.AsSpan(start, count);
        values.CopyTo(vector.Values<double>(count));
        if (AllFinite(values))
        {
            return;
        }
        var validity = vector.WritableValidity(count);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                DuckDbVector.SetNull(validity, i);
            }
            else if (double.IsInfinity(values[i]))
            {
                throw new BadInputException(
                    $"{column.Name}[{start + i}]",
                    values[i],
                    "a finite number, or NaN for none"
                );
            }
        }
    }

    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        // Zero times a value is NaN just where the value is not finite, and NaN survives every sum.
        var sum = Vector<double>.Zero;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (var vector in vectors)
        {
            sum += vector * Vector<double>.Zero;
        }
        var total = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<double>.Count)..])
        {
            total += value * 0;
        }
        return total == 0;
    }
}
