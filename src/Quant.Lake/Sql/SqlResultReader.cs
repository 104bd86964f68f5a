using Quant.Lake.DuckDb;
using Quant.Lake.Sql.Values;

namespace Quant.Lake.Sql;

/// <summary>Runs a prepared query and turns its columns into values for JSON.</summary>
internal static class SqlResultReader
{
    public static SqlResult Read(
        DuckDbConnection connection,
        DuckDbStatement statement,
        string sql,
        int maxRows,
        IReadOnlyList<string> warnings,
        CancellationToken cancellation
    )
    {
        var names = new string[statement.ColumnCount];
        var types = new DuckDbType[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            (names[i], types[i]) = (statement.ColumnName(i), statement.ColumnType(i));
        }
        if (types.All(type => SqlValueReader.NameOf(type) is not null))
        {
            return Read(statement, names, [.. types.Select(type => SqlValueReader.NameOf(type)!)]);
        }
        // Other types become text by DuckDB's own casts; columns are renamed since names need not be unique.
        var aliases = Enumerable.Range(0, names.Length).Select(i => $"c{i}").ToArray();
        var source = $"query({SqlText.Value(sql)}) AS t({string.Join(", ", aliases)})";
        var typeNames = TypeNames(connection, source, cancellation);
        var selected = aliases.Select(
            (alias, i) => SqlValueReader.NameOf(types[i]) is null ? $"{alias}::VARCHAR" : alias
        );
        using var cast = connection.Prepare($"SELECT {string.Join(", ", selected)} FROM {source}");
        return Read(cast, names, typeNames);

        SqlResult Read(DuckDbStatement query, string[] columnNames, string[] columnTypes) =>
            Fetch(query, columnNames, columnTypes, maxRows, warnings, cancellation);
    }

    private static string[] TypeNames(DuckDbConnection connection, string source, CancellationToken cancellation)
    {
        using var describe = connection.Prepare($"SELECT column_type FROM (DESCRIBE SELECT * FROM {source})");
        var result = Fetch(describe, ["column_type"], ["VARCHAR"], int.MaxValue, [], cancellation);
        return [.. result.Columns[0].Values.Select(value => (string)value!)];
    }

    private static SqlResult Fetch(
        DuckDbStatement query,
        string[] names,
        string[] types,
        int maxRows,
        IReadOnlyList<string> warnings,
        CancellationToken cancellation
    )
    {
        using var result = query.Execute(cancellation);
        var readers = new SqlValueReader[names.Length];
        for (var i = 0; i < readers.Length; i++)
        {
            readers[i] = SqlValueReader.For(result.ColumnType(i));
        }
        var rows = 0;
        var truncated = false;
        while (!truncated && result.Fetch() is { } chunk)
        {
            using (chunk)
            {
                cancellation.ThrowIfCancellationRequested();
                truncated = chunk.Rows > maxRows - rows;
                var count = Math.Min(chunk.Rows, maxRows - rows);
                for (var i = 0; i < readers.Length; i++)
                {
                    readers[i].Read(chunk[i], count);
                }
                rows += count;
            }
        }
        var columns = readers.Select((reader, i) => new SqlColumn(names[i], types[i], reader.Values));
        return new SqlResult([.. columns], rows, truncated, warnings);
    }
}
