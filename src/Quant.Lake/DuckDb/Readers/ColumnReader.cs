using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Readers;

/// <summary>
/// Copies vectors into one column's array. Several readers may fill disjoint rows of one column at once, each on a
/// thread of its own.
/// </summary>
internal abstract class ColumnReader
{
    /// <summary>The type of the vectors it takes.</summary>
    public abstract DuckDbType Source { get; }

    /// <summary>Copies a vector's first <paramref name="count"/> rows to rows [at, at + count).</summary>
    /// <exception cref="InvalidDataException">A NULL where the column can hold none.</exception>
    public abstract void Read(DuckDbVector vector, int at, int count);

    public static ColumnReader For(Column target) =>
        target switch
        {
            TimestampColumn timestamps => new TimestampReader(timestamps),
            DoubleColumn doubles => new DoubleReader(doubles),
            Int64Column numbers => new Int64Reader(numbers),
            Int32Column numbers => new Int32Reader(numbers),
            BooleanColumn flags => new BooleanReader(flags),
            TextColumn texts => new TextReader(texts),
            CategoryColumn categories => new CategoryReader(categories),
            _ => throw new ArgumentException($"No reader for a column of {target.GetType()}.", nameof(target)),
        };

    /// <summary>An empty column of <paramref name="rows"/> rows, to be filled.</summary>
    public static Column Allocate(ColumnDefinition column, int rows) =>
        column.Type switch
        {
            ColumnType.Timestamp => Column.Timestamp(column.Name, Room<long>(rows)),
            ColumnType.Double => Column.Double(column.Name, Room<double>(rows)),
            ColumnType.Int64 => Column.Int64(column.Name, Room<long>(rows)),
            ColumnType.Int32 => Column.Int32(column.Name, Room<int>(rows)),
            ColumnType.Boolean => Column.Boolean(column.Name, Room<bool>(rows)),
            ColumnType.Text => Column.Text(column.Name, new string?[rows]),
            ColumnType.Category => Column.Category(column.Name, new string?[rows]),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "no such column type"),
        };

    private static T[] Room<T>(int rows)
        where T : unmanaged => GC.AllocateUninitializedArray<T>(rows);

    protected static void Copy<T>(DuckDbVector vector, Column<T> target, int at, int count)
        where T : unmanaged
    {
        if (DuckDbVector.HasNulls(vector.Validity(count), count))
        {
            throw new InvalidDataException($"column {target.Name} of type {target.Type} holds NULL");
        }
        vector.Values<T>(count).CopyTo(target.Values.AsSpan(at, count));
    }
}
