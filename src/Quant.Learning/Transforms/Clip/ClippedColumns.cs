using Quant.Learning.Numerics;
using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Transforms.Clip;

/// <summary>A least and a greatest value per column; NaN stays NaN.</summary>
public sealed record ClippedColumns(IReadOnlyList<string> Columns, double[] Low, double[] High)
    : FittedTransform(Columns)
{
    internal static readonly TransformDefinition Definition = new(
        "clip",
        "Clip at quantiles",
        "Cuts values off at two quantiles of the training rows (winsorising).",
        NeedsColumns: false,
        [
            ParameterDefinition.Number("lower", 0.01, 0, 0.5, "Quantile below which values are raised to it."),
            ParameterDefinition.Number("upper", 0.99, 0.5, 1, "Quantile above which values are lowered to it."),
        ],
        (train, columns, parameters) =>
        {
            var low = new double[columns.Count];
            var high = new double[columns.Count];
            for (var c = 0; c < columns.Count; c++)
            {
                var known = Quantiles.SortKnown(Column(train, columns[c]));
                (low[c], high[c]) =
                    known.Length == 0
                        ? (double.MinValue, double.MaxValue)
                        : (
                            Quantiles.At(known, parameters.Number("lower")),
                            Quantiles.At(known, parameters.Number("upper"))
                        );
            }
            return new ClippedColumns(columns, low, high);
        }
    );

    internal override ColumnTable Apply(ColumnTable table)
    {
        for (var c = 0; c < Columns.Count; c++)
        {
            foreach (ref var x in Column(table, Columns[c]).AsSpan())
            {
                x = Math.Clamp(x, Low[c], High[c]);
            }
        }
        return table;
    }
}
