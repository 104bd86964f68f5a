namespace Quant.Lake.Tables;

/// <summary>
/// One named column of values. The array is handed over, not copied: whoever has the column must not write to it.
/// </summary>
public abstract record Column(string Name)
{
    public abstract ColumnType Type { get; }

    /// <summary>Number of values.</summary>
    public abstract int Count { get; }

    /// <summary>Values [start, start + count), copied.</summary>
    public abstract Column Slice(int start, int count);

    /// <summary>Microseconds UTC.</summary>
    public static Column Timestamp(string name, long[] values) => new TimestampColumn(name, values);

    public static Column Double(string name, double[] values) => new DoubleColumn(name, values);

    public static Column Int64(string name, long[] values) => new Int64Column(name, values);

    public static Column Int32(string name, int[] values) => new Int32Column(name, values);

    public static Column Boolean(string name, bool[] values) => new BooleanColumn(name, values);

    public static Column Text(string name, string?[] values) => new TextColumn(name, values);

    /// <summary>Text of few distinct values.</summary>
    public static Column Category(string name, string?[] values) => new CategoryColumn(name, values);
}

/// <summary>A column whose values are an array of <typeparamref name="T"/>.</summary>
public abstract record Column<T>(string Name, T[] Values) : Column(Name)
{
    public override int Count => Values.Length;

    protected T[] Cut(int start, int count) => Values.AsSpan(start, count).ToArray();
}

public sealed record TimestampColumn(string Name, long[] Values) : Column<long>(Name, Values)
{
    public override ColumnType Type => ColumnType.Timestamp;

    public override Column Slice(int start, int count) => new TimestampColumn(Name, Cut(start, count));
}

public sealed record DoubleColumn(string Name, double[] Values) : Column<double>(Name, Values)
{
    public override ColumnType Type => ColumnType.Double;

    public override Column Slice(int start, int count) => new DoubleColumn(Name, Cut(start, count));
}

public sealed record Int64Column(string Name, long[] Values) : Column<long>(Name, Values)
{
    public override ColumnType Type => ColumnType.Int64;

    public override Column Slice(int start, int count) => new Int64Column(Name, Cut(start, count));
}

public sealed record Int32Column(string Name, int[] Values) : Column<int>(Name, Values)
{
    public override ColumnType Type => ColumnType.Int32;

    public override Column Slice(int start, int count) => new Int32Column(Name, Cut(start, count));
}

public sealed record BooleanColumn(string Name, bool[] Values) : Column<bool>(Name, Values)
{
    public override ColumnType Type => ColumnType.Boolean;

    public override Column Slice(int start, int count) => new BooleanColumn(Name, Cut(start, count));
}

public sealed record TextColumn(string Name, string?[] Values) : Column<string?>(Name, Values)
{
    public override ColumnType Type => ColumnType.Text;

    public override Column Slice(int start, int count) => new TextColumn(Name, Cut(start, count));
}

public sealed record CategoryColumn(string Name, string?[] Values) : Column<string?>(Name, Values)
{
    public override ColumnType Type => ColumnType.Category;

    public override Column Slice(int start, int count) => new CategoryColumn(Name, Cut(start, count));
}
