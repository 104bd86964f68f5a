namespace Quant.Catalog.Storage;

/// <summary>What a column of a temporary table holds.</summary>
internal enum StagingKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A long.</summary>
    Whole,

    /// <summary>A double; NaN becomes NULL.</summary>
    Number,

    /// <summary>A byte array.</summary>
    Blob,
}

/// <summary>A temporary table through which many rows go in at once; cells may be null.</summary>
/// <param name="Name">Its name, a plain identifier that no other table has.</param>
/// <param name="Columns">Names (plain identifiers) and kinds, in the order of the rows' cells.</param>
internal sealed record StagingTable(string Name, IReadOnlyList<(string Name, StagingKind Kind)> Columns)
{
    /// <summary>All column names, for an <c>INSERT … SELECT</c>.</summary>
    public string ColumnList { get; } = string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>As many parameters as columns: <c>?, ?, ?</c>.</summary>
    public string Places { get; } = string.Join(", ", Columns.Select(_ => "?"));

    /// <summary>The statement that makes it.</summary>
    public string Create(string text, string blob, string suffix)
    {
        var columns = Columns.Select(column =>
            column.Name
            + " "
            + column.Kind switch
            {
                StagingKind.Text => text,
                StagingKind.Whole => "BIGINT",
                StagingKind.Number => "DOUBLE PRECISION",
                _ => blob,
            }
        );
        return $"CREATE TEMP TABLE {Name} ({string.Join(", ", columns)}){suffix}";
    }
}
