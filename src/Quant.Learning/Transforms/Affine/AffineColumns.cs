using Quant.Learning.Tables;

namespace Quant.Learning.Transforms.Affine;

/// <summary>(x − center) / scale, column by column; NaN stays NaN.</summary>
public sealed record AffineColumns(IReadOnlyList<string> Columns, double[] Center, double[] Scale)
    : FittedTransform(Columns)
{
    internal override ColumnTable Apply(ColumnTable table)
    {
        for (var c = 0; c < Columns.Count; c++)
        {
            var (center, scale) = (Center[c], Scale[c]);
            foreach (ref var x in Column(table, Columns[c]).AsSpan())
            {
                x = (x - center) / scale;
            }
        }
        return table;
    }

    /// <summary>Fits column by column; a column without values or without spread is moved but not scaled.</summary>
    internal static AffineColumns Fit(
        ColumnTable train,
        IReadOnlyList<string> columns,
        Func<double[], (double Center, double Scale)> measure
    )
    {
        var center = new double[columns.Count];
        var scale = new double[columns.Count];
        for (var c = 0; c < columns.Count; c++)
        {
            var known = Array.FindAll(Column(train, columns[c]), x => !double.IsNaN(x));
            (center[c], scale[c]) = known.Length == 0 ? (0, 1) : measure(known);
            if (!(scale[c] > 0) || !double.IsFinite(scale[c]))
            {
                scale[c] = 1;
            }
        }
        return new AffineColumns(columns, center, scale);
    }
}
