namespace Quant.Lake.Tables;

/// <summary>One column of a schema.</summary>
/// <param name="Name">Unique within the schema, not minding case (DuckDB's rule).</param>
/// <param name="Type">What it holds.</param>
public sealed record ColumnDefinition(string Name, ColumnType Type);

/// <summary>Names and types of the columns of a table, in order.</summary>
public sealed class TableSchema : IEquatable<TableSchema>
{
    /// <exception cref="ArgumentException">No columns, a name without characters, or a name given twice.</exception>
    public TableSchema(IEnumerable<ColumnDefinition> columns)
    {
        Columns = [.. columns];
        if (Columns.Count == 0)
        {
            throw new ArgumentException("A table has at least one column.", nameof(columns));
        }
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in Columns)
        {
            if (string.IsNullOrWhiteSpace(column.Name) || column.Name.Contains('\0') || !names.Add(column.Name))
            {
                throw new ArgumentException($"Column name '{column.Name}' is empty or stands twice.", nameof(columns));
            }
        }
    }

    public TableSchema(params (string Name, ColumnType Type)[] columns)
        : this(columns.Select(column => new ColumnDefinition(column.Name, column.Type))) { }

    public IReadOnlyList<ColumnDefinition> Columns { get; }

    public IEnumerable<string> Names => Columns.Select(column => column.Name);

    /// <summary>Position of a column; -1 where there is none of that name.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == name)
            {
                return i;
            }
        }
        return -1;
    }

    public bool Equals(TableSchema? other) => other is not null && Columns.SequenceEqual(other.Columns);

    public override bool Equals(object? obj) => Equals(obj as TableSchema);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var column in Columns)
        {
            hash.Add(column);
        }
        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", Columns.Select(column => $"{column.Name} {column.Type}"));
}
