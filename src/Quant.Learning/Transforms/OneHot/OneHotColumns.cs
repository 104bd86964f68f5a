using System.Globalization;
using Quant.Learning.Numerics;
using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Transforms.OneHot;

/// <summary>
/// The values each column had in training. Each becomes a column <c>name=value</c> of 0 and 1, in the place of the old
/// column; a missing value, or one not seen in training, is 0 in all of them.
/// </summary>
public sealed record OneHotColumns(IReadOnlyList<string> Columns, double[][] Categories) : FittedTransform(Columns)
{
    private const int Most = 64;

    internal static readonly TransformDefinition Definition = new(
        "oneHot",
        "One column per category",
        "Turns columns that number categories, such as regimes, into one 0/1 column per category: for linear models.",
        NeedsColumns: true,
        [],
        (train, columns, _) => new OneHotColumns(columns, [.. columns.Select(name => Distinct(train, name))])
    );

    internal override ColumnTable Apply(ColumnTable table)
    {
        var names = new List<string>();
        var columns = new List<double[]>();
        for (var i = 0; i < table.Names.Count; i++)
        {
            var (name, column) = (table.Names[i], table.Columns[i]);
            if (!Columns.Contains(name))
            {
                names.Add(name);
                columns.Add(column);
                continue;
            }
            foreach (var category in Categories[Columns.Index().First(pair => pair.Item == name).Index])
            {
                names.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={category}"));
                columns.Add([.. column.Select(x => x == category ? 1.0 : 0.0)]);
            }
        }
        return new ColumnTable(names, [.. columns]);
    }

    private static double[] Distinct(ColumnTable train, string name)
    {
        double[] distinct = [.. Quantiles.SortKnown(Column(train, name)).Distinct()];
        return distinct.Length <= Most
            ? distinct
            : throw new BadInputException(
                $"oneHot.{name}",
                distinct.Length,
                $"a column of at most {Most} different values"
            );
    }
}
