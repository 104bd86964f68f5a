namespace Quant.Lake.Tables;

/// <summary>Columns of equal length: what goes into the lake and what comes out of it. There are no row objects.</summary>
public sealed class ColumnTable
{
    /// <exception cref="ArgumentException">No columns, names that repeat, or lengths that differ.</exception>
    public ColumnTable(IReadOnlyList<Column> columns)
    {
        Schema = new TableSchema(columns.Select(column => new ColumnDefinition(column.Name, column.Type)));
        Columns = columns;
        Rows = columns[0].Count;
        foreach (var column in columns)
        {
            if (column.Count != Rows)
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' has {column.Count} values, '{columns[0].Name}' has {Rows}."
                );
            }
        }
    }

    public ColumnTable(params Column[] columns)
        : this((IReadOnlyList<Column>)columns) { }

    public TableSchema Schema { get; }

    public IReadOnlyList<Column> Columns { get; }

    public int Rows { get; }

    /// <summary>The values of a timestamp column, microseconds UTC; by convention the first column, <c>ts</c>.</summary>
    public long[] Timestamps(string name = "ts") => Find<TimestampColumn>(name).Values;

    public double[] Doubles(string name) => Find<DoubleColumn>(name).Values;

    public long[] Int64s(string name) => Find<Int64Column>(name).Values;

    public int[] Int32s(string name) => Find<Int32Column>(name).Values;

    public bool[] Booleans(string name) => Find<BooleanColumn>(name).Values;

    /// <summary>The values of a text or category column.</summary>
    public string?[] Texts(string name) => Find<Column<string?>>(name).Values;

    /// <summary>Rows [start, start + count), copied.</summary>
    public ColumnTable Slice(int start, int count) =>
        start == 0 && count == Rows ? this : new([.. Columns.Select(column => column.Slice(start, count))]);

    private TColumn Find<TColumn>(string name)
        where TColumn : Column =>
        Schema.IndexOf(name) is >= 0 and var i && Columns[i] is TColumn column
            ? column
            : throw new KeyNotFoundException($"No column '{name}' of type {typeof(TColumn).Name}; there are {Schema}.");
}
