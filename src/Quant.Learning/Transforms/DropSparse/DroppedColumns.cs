using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Transforms.DropSparse;

/// <summary>Columns that are left out.</summary>
public sealed record DroppedColumns(IReadOnlyList<string> Columns) : FittedTransform(Columns)
{
    internal static readonly TransformDefinition Definition = new(
        "dropSparse",
        "Drop sparse columns",
        "Leaves out columns of which too many training rows are missing.",
        NeedsColumns: false,
        [ParameterDefinition.Number("maxMissing", 0.5, 0, 1, "Greatest share of missing values a column may have.")],
        (train, columns, parameters) =>
        {
            var limit = parameters.Number("maxMissing") * train.Rows;
            return new DroppedColumns([.. columns.Where(name => Column(train, name).Count(double.IsNaN) > limit)]);
        }
    );

    internal override ColumnTable Apply(ColumnTable table)
    {
        int[] kept = [.. Enumerable.Range(0, table.Names.Count).Where(i => !Columns.Contains(table.Names[i]))];
        return new ColumnTable([.. kept.Select(i => table.Names[i])], [.. kept.Select(i => table.Columns[i])]);
    }
}
