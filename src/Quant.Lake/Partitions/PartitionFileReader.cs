using Quant.Lake.DuckDb;
using Quant.Lake.DuckDb.Readers;
using Quant.Lake.Manifest;
using Quant.Lake.Tables;

namespace Quant.Lake.Partitions;

/// <summary>Reads verified Parquet files into arrays that are as long as the manifest says, several files at once.</summary>
internal sealed class PartitionFileReader(LakeStore store, FileVerifier verifier)
{
    public ColumnTable Read(
        IReadOnlyList<ManifestEntry> entries,
        TableSchema columns,
        long fromTs,
        long toTs,
        string? mayLack = null
    )
    {
        var chosen = InTimeOrder(entries, fromTs, toTs);
        var starts = new int[chosen.Length];
        var rows = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            starts[i] = rows;
            rows = checked(rows + (int)chosen[i].Rows);
        }
        var cut = chosen.Length > 0 && (chosen[0].FirstTs < fromTs || chosen[^1].LastTs >= toTs);
        var wanted = cut && columns.IndexOf(PartitionTable.TimeColumn) < 0 ? WithTime(columns) : columns;
        var target = wanted.Columns.Select(column => ColumnReader.Allocate(column, rows)).ToArray();
        ForEach(chosen.Length, i => ReadFile(chosen[i], target, starts[i], mayLack));
        var table = new ColumnTable(target);
        if (cut)
        {
            var ts = table.Timestamps(PartitionTable.TimeColumn);
            var start = FirstAtOrAfter(ts, fromTs);
            table = table.Slice(start, FirstAtOrAfter(ts, toTs) - start);
        }
        return wanted == columns ? table : new ColumnTable([.. table.Columns.Skip(1)]);
    }

    public TableSchema SchemaOf(ManifestEntry entry)
    {
        verifier.Verify(entry);
        return Named(
            entry,
            connection =>
            {
                using var result = connection.Query($"SELECT * FROM {Scan(entry)} LIMIT 0");
                return new TableSchema(
                    Enumerable
                        .Range(0, result.ColumnCount)
                        .Select(i => new ColumnDefinition(result.ColumnName(i), TypeOf(result, i)))
                );
            }
        );
    }

    /// <summary>Reads all columns, and compares rows and times with what the entry says.</summary>
    /// <exception cref="LakeFileException">They differ, or the file cannot be read.</exception>
    public void VerifyContent(ManifestEntry entry)
    {
        var table = Read([entry], SchemaOf(entry), long.MinValue, long.MaxValue);
        if (table.Columns[0] is not TimestampColumn { Values: var ts })
        {
            throw Fault(entry, "does not begin with a column of times");
        }
        if (ts[0] != entry.FirstTs || ts[^1] != entry.LastTs)
        {
            throw Fault(entry, $"holds times {ts[0]} to {ts[^1]}, the manifest says {entry.FirstTs} to {entry.LastTs}");
        }
        for (var i = 1; i < ts.Length; i++)
        {
            if (ts[i] <= ts[i - 1])
            {
                throw Fault(entry, $"is not sorted: row {i} has time {ts[i]} after {ts[i - 1]}");
            }
        }
    }

    private void ReadFile(ManifestEntry entry, Column[] target, int start, string? mayLack)
    {
        verifier.Verify(entry);
        var readers = target.Select(ColumnReader.For).ToArray();
        _ = Named(
            entry,
            connection =>
            {
                var lacking = mayLack is null || Has(connection, entry, mayLack) ? null : mayLack;
                var names = string.Join(", ", target.Select(column => Selected(column, lacking)));
                using var result = connection.Query($"SELECT {names} FROM {Scan(entry)}");
                for (var i = 0; i < readers.Length; i++)
                {
                    if (result.ColumnType(i) != readers[i].Source)
                    {
                        throw Fault(
                            entry,
                            $"holds column {target[i].Name} as {result.ColumnType(i)}, expected {target[i].Type}"
                        );
                    }
                }
                var read = 0;
                while (result.Fetch() is { } chunk)
                {
                    using (chunk)
                    {
                        var count = chunk.Rows;
                        if (read + count > entry.Rows)
                        {
                            throw Fault(entry, $"holds more rows than the manifest's {entry.Rows}");
                        }
                        for (var i = 0; i < readers.Length; i++)
                        {
                            readers[i].Read(chunk[i], start + read, count);
                        }
                        read += count;
                    }
                }
                return read == entry.Rows
                    ? read
                    : throw Fault(entry, $"holds {read} rows, the manifest says {entry.Rows}");
            }
        );
    }

    private bool Has(DuckDbConnection connection, ManifestEntry entry, string name)
    {
        using var result = connection.Query($"SELECT * FROM {Scan(entry)} LIMIT 0");
        return Enumerable.Range(0, result.ColumnCount).Any(i => result.ColumnName(i) == name);
    }

    private static string Selected(Column column, string? lacking) =>
        column.Name != lacking
            ? SqlText.Name(column.Name)
            : column.Type switch
            {
                ColumnType.Double => "NULL::DOUBLE",
                ColumnType.Text or ColumnType.Category => "NULL::VARCHAR",
                _ => throw new ArgumentException(
                    $"A {column.Type} column cannot be absent: it has no value for unknown."
                ),
            };

    /// <summary>Runs on a connection; what goes wrong is the named file's fault.</summary>
    private static T Named<T>(ManifestEntry entry, Func<DuckDbConnection, T> action)
    {
        using var connection = DuckDbEngine.Connect();
        try
        {
            return action(connection);
        }
        catch (Exception fault) when (fault is DuckDbException or InvalidDataException)
        {
            throw new LakeFileException(entry, LakeFault.Unreadable, $"cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>One file after the other, or on as many threads as there are processors; the first fault is thrown.</summary>
    private static void ForEach(int count, Action<int> action)
    {
        if (count == 1)
        {
            action(0);
            return;
        }
        try
        {
            Parallel.For(0, count, action);
        }
        catch (AggregateException faults)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    private static ManifestEntry[] InTimeOrder(IReadOnlyList<ManifestEntry> entries, long fromTs, long toTs)
    {
        var chosen = entries
            .Where(entry => entry.LastTs >= fromTs && entry.FirstTs < toTs)
            .OrderBy(entry => entry.FirstTs)
            .ToArray();
        for (var i = 1; i < chosen.Length; i++)
        {
            var (before, entry) = (chosen[i - 1], chosen[i]);
            if (entry.Key.Dataset != before.Key.Dataset || entry.Key.Symbol != before.Key.Symbol)
            {
                throw new ArgumentException(
                    $"Entries of one dataset and symbol are read at a time, not {before.Key} and {entry.Key}."
                );
            }
            if (entry.FirstTs <= before.LastTs)
            {
                throw Fault(entry, $"overlaps in time with {before.File}");
            }
        }
        return chosen;
    }

    private string Scan(ManifestEntry entry) =>
        $"read_parquet({SqlText.Value(store.ScanPath(entry.File))}, hive_partitioning = false)";

    private static TableSchema WithTime(TableSchema columns) =>
        new([new ColumnDefinition(PartitionTable.TimeColumn, ColumnType.Timestamp), .. columns.Columns]);

    private static int FirstAtOrAfter(long[] ts, long time)
    {
        var i = Array.BinarySearch(ts, time);
        return i >= 0 ? i : ~i;
    }

    private static ColumnType TypeOf(DuckDbResult result, int column) =>
        result.ColumnType(column) switch
        {
            DuckDbType.Timestamp => ColumnType.Timestamp,
            DuckDbType.Double => ColumnType.Double,
            DuckDbType.BigInt => ColumnType.Int64,
            DuckDbType.Integer => ColumnType.Int32,
            DuckDbType.Boolean => ColumnType.Boolean,
            DuckDbType.Varchar => ColumnType.Text,
            var other => throw new InvalidDataException($"column {result.ColumnName(column)} has type {other}"),
        };

    private static LakeFileException Fault(ManifestEntry entry, string detail) =>
        new(entry, LakeFault.Mismatch, detail);
}
