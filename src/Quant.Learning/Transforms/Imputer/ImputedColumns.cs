using Quant.Learning.Numerics;
using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Transforms.Imputer;

/// <summary>A number per column for its missing values.</summary>
public sealed record ImputedColumns(IReadOnlyList<string> Columns, double[] Values) : FittedTransform(Columns)
{
    internal static readonly TransformDefinition Definition = new(
        "imputer",
        "Imputer",
        "Puts the training rows' median, mean, or zero where a value is missing; zero where there is none to learn from.",
        NeedsColumns: false,
        [
            ParameterDefinition.Choice(
                "strategy",
                "median",
                ["median", "mean", "zero"],
                "What stands for a missing value."
            ),
        ],
        (train, columns, parameters) =>
        {
            var strategy = parameters.Choice("strategy");
            return new ImputedColumns(columns, [.. columns.Select(name => Value(Column(train, name), strategy))]);
        }
    );

    internal override ColumnTable Apply(ColumnTable table)
    {
        for (var c = 0; c < Columns.Count; c++)
        {
            foreach (ref var x in Column(table, Columns[c]).AsSpan())
            {
                x = double.IsNaN(x) ? Values[c] : x;
            }
        }
        return table;
    }

    private static double Value(double[] column, string strategy)
    {
        var known = Quantiles.SortKnown(column);
        return known.Length == 0 || strategy == "zero" ? 0
            : strategy == "mean" ? known.Sum() / known.Length
            : Quantiles.At(known, 0.5);
    }
}
