using Quant.Lake.DuckDb.Handles;
using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Writers;

/// <summary>Copies one column into vectors, a vector's worth at a time.</summary>
internal abstract class ColumnWriter : IDisposable
{
    /// <summary>The column's type as SQL writes it.</summary>
    public abstract string SqlType { get; }

    /// <summary>The same type for a data chunk.</summary>
    public abstract LogicalTypeHandle LogicalType { get; }

    /// <summary>Fills a vector's first <paramref name="count"/> rows with values [start, start + count).</summary>
    public abstract void Write(DuckDbVector vector, int start, int count);

    public static ColumnWriter For(Column column) =>
        column switch
        {
            TimestampColumn timestamps => new TimestampWriter(timestamps),
            DoubleColumn doubles => new DoubleWriter(doubles),
            Int64Column numbers => new Int64Writer(numbers),
            Int32Column numbers => new Int32Writer(numbers),
            BooleanColumn flags => new BooleanWriter(flags),
            TextColumn texts => new TextWriter(texts),
            CategoryColumn categories => new CategoryWriter(categories),
            _ => throw new ArgumentException($"No writer for a column of {column.GetType()}.", nameof(column)),
        };

    public virtual void Dispose() => LogicalType.Dispose();
}
