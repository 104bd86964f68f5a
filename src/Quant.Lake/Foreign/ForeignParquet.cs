using Quant.Lake.DuckDb;
using Quant.Lake.DuckDb.Readers;
using Quant.Lake.Tables;
using TableColumn = Quant.Lake.Tables.Column;

namespace Quant.Lake.Foreign;

/// <summary>A Parquet file that is not the lake's: any columns, any order, nothing trusted.</summary>
public sealed class ForeignParquet
{
    private readonly string _path;

    private ForeignParquet(string path, IReadOnlyList<ForeignColumn> columns) => (_path, Columns) = (path, columns);

    public IReadOnlyList<ForeignColumn> Columns { get; }

    /// <summary>Reads a file's schema.</summary>
    /// <param name="path">The file; characters of patterns mean themselves.</param>
    /// <exception cref="InvalidDataException">
    /// Not a Parquet file, or not a whole one. The message does not name the path.
    /// </exception>
    public static ForeignParquet Open(string path)
    {
        using var connection = DuckDbEngine.Connect();
        try
        {
            using var result = connection.Query($"SELECT * FROM {Scan(path)} LIMIT 0");
            return new ForeignParquet(
                path,
                [
                    .. Enumerable
                        .Range(0, result.ColumnCount)
                        .Select(i => new ForeignColumn(result.ColumnName(i), KindOf(result.ColumnType(i)))),
                ]
            );
        }
        catch (DuckDbException fault)
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>
    /// The rows of some columns, in the file's order, some thousand at a time. Times come as
    /// <see cref="ColumnType.Int64"/> of microseconds (<see cref="long.MinValue"/> for NULL), numbers as
    /// <see cref="ColumnType.Double"/> (NaN for NULL), whole numbers that are to be times and text as
    /// <see cref="ColumnType.Text"/>. Heavy: a worker thread's work.
    /// </summary>
    /// <param name="time">The column of times.</param>
    /// <param name="numbers">Names of columns of numbers.</param>
    /// <exception cref="InvalidDataException">The file is torn, or holds a time or number that cannot be had so.</exception>
    public IEnumerable<ColumnTable> Read(ForeignColumn time, IReadOnlyList<string> numbers)
    {
        var isText = time.Kind is ForeignKind.Integer or ForeignKind.Text;
        ColumnDefinition[] columns =
        [
            new(time.Name, isText ? ColumnType.Text : ColumnType.Int64),
            .. numbers.Select(name => new ColumnDefinition(name, ColumnType.Double)),
        ];
        var select = string.Join(
            ", ",
            numbers.Select(name => $"CAST({SqlText.Name(name)} AS DOUBLE)").Prepend(TimeOf(time))
        );
        using var connection = DuckDbEngine.Connect();
        using var result = Guarded(() => connection.Query($"SELECT {select} FROM {Scan(_path)}"));
        while (Guarded(result.Fetch) is { } chunk)
        {
            using (chunk)
            {
                TableColumn[] target = [.. columns.Select(column => ColumnReader.Allocate(column, chunk.Rows))];
                for (var i = 0; i < target.Length; i++)
                {
                    ColumnReader.For(target[i]).Read(chunk[i], 0, chunk.Rows);
                }
                yield return new ColumnTable(target);
            }
        }
    }

    private static string TimeOf(ForeignColumn time)
    {
        var name = SqlText.Name(time.Name);
        const string Null = "(-9223372036854775807 - 1)";
        return time.Kind switch
        {
            ForeignKind.Instant => $"coalesce(epoch_us({name}), {Null})",
            ForeignKind.LocalTime or ForeignKind.Date => $"coalesce(epoch_us(CAST({name} AS TIMESTAMP)), {Null})",
            _ => $"CAST({name} AS VARCHAR)",
        };
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DuckDbException fault)
        {
            throw Unreadable(_path, fault);
        }
    }

    private static InvalidDataException Unreadable(string path, DuckDbException fault) =>
        new(fault.Message.Replace(path, "the file", StringComparison.Ordinal), fault);

    private static string Scan(string path)
    {
        var plain = path.Replace("[", "[[]", StringComparison.Ordinal)
            .Replace("*", "[*]", StringComparison.Ordinal)
            .Replace("?", "[?]", StringComparison.Ordinal);
        return $"read_parquet({SqlText.Value(plain)}, hive_partitioning = false)";
    }

    private static ForeignKind KindOf(DuckDbType type) =>
        type switch
        {
            DuckDbType.Timestamp or DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs =>
                ForeignKind.LocalTime,
            DuckDbType.TimestampTz => ForeignKind.Instant,
            DuckDbType.Date => ForeignKind.Date,
            DuckDbType.TinyInt
            or DuckDbType.SmallInt
            or DuckDbType.Integer
            or DuckDbType.BigInt
            or DuckDbType.UTinyInt
            or DuckDbType.USmallInt
            or DuckDbType.UInteger
            or DuckDbType.UBigInt
            or DuckDbType.HugeInt => ForeignKind.Integer,
            DuckDbType.Float or DuckDbType.Double or DuckDbType.Decimal => ForeignKind.Number,
            DuckDbType.Varchar or DuckDbType.Enum => ForeignKind.Text,
            _ => ForeignKind.Other,
        };
}
