using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Copying;

/// <summary>
/// Copies every table of a SQLite catalog into an empty one on PostgreSQL: in one snapshot of the source and one
/// transaction of the target, which holds every row of the source afterwards or is as it was.
/// </summary>
internal sealed class CatalogCopy(SqliteDatabase source, PostgresDatabase target)
{
    /// <summary>In the order they were made, so that what is referred to comes first.</summary>
    private const string Tables = """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'schema_migration' ORDER BY rowid
        """;

    /// <exception cref="BadInputException">The target's catalog is not empty.</exception>
    /// <exception cref="CatalogException">A database fails, or a table did not arrive whole; the target is as it was.</exception>
    public Task<IReadOnlyList<CopiedTable>> RunAsync(CancellationToken cancellation) =>
        source.SnapshotAsync(from => target.WriteAsync(to => CopyAsync(from, to), cancellation), cancellation);

    private async Task<IReadOnlyList<CopiedTable>> CopyAsync(Session from, Session to)
    {
        var names = await from.ListAsync(Tables, null, row => row.Text("name"));
        foreach (var name in names)
        {
            await RequireEmptyAsync(to, name);
        }
        var copied = new List<CopiedTable>();
        foreach (var name in names)
        {
            copied.Add(new CopiedTable(name, await CopyAsync(from, to, name)));
        }
        return copied;
    }

    private async Task RequireEmptyAsync(Session to, string table)
    {
        // Nobody else writes until the transaction ends: what is empty now stays so.
        await to.ExecuteAsync($"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE");
        var rows = await CountAsync(to, table);
        if (rows > 0)
        {
            throw new BadInputException(
                "--to",
                target.Location,
                $"a database whose catalog is empty; its table {table} has {rows} rows"
            );
        }
    }

    private async Task<long> CopyAsync(Session from, Session to, string table)
    {
        var columns = await ColumnsAsync(to, table);
        var list = string.Join(", ", columns.Select(column => column.Name));
        await using (var reader = await from.ReadAsync($"SELECT {list} FROM {table}"))
        await using (
            var import = await ((NpgsqlConnection)to.Connection).BeginBinaryImportAsync(
                $"COPY {table} ({list}) FROM STDIN (FORMAT BINARY)",
                to.Cancellation
            )
        )
        {
            while (await reader.ReadAsync(to.Cancellation))
            {
                await import.StartRowAsync(to.Cancellation);
                for (var i = 0; i < columns.Count; i++)
                {
                    await WriteAsync(import, columns[i].Type, reader, i, to.Cancellation);
                }
            }
            await import.CompleteAsync(to.Cancellation);
        }
        var (there, here) = (await CountAsync(from, table), await CountAsync(to, table));
        return there == here
            ? here
            : throw new CatalogException($"Of {there} rows of table {table} {here} arrived; nothing was copied.");
    }

    private static async Task<List<(string Name, NpgsqlDbType Type)>> ColumnsAsync(Session to, string table) =>
        await to.ListAsync(
            """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = @table ORDER BY ordinal_position
            """,
            new { table },
            row => (row.Text("column_name"), TypeOf(table, row.Text("data_type")))
        );

    private static NpgsqlDbType TypeOf(string table, string type) =>
        type switch
        {
            "text" => NpgsqlDbType.Text,
            "bigint" => NpgsqlDbType.Bigint,
            "double precision" => NpgsqlDbType.Double,
            "bytea" => NpgsqlDbType.Bytea,
            _ => throw new CatalogException($"Table {table} has a column of type {type}, which cannot be copied."),
        };

    private static Task WriteAsync(
        NpgsqlBinaryImporter import,
        NpgsqlDbType type,
        DbDataReader row,
        int column,
        CancellationToken cancellation
    ) =>
        row.IsDBNull(column)
            ? import.WriteNullAsync(cancellation)
            : type switch
            {
                NpgsqlDbType.Text => import.WriteAsync(row.GetString(column), type, cancellation),
                NpgsqlDbType.Bigint => import.WriteAsync(row.GetInt64(column), type, cancellation),
                NpgsqlDbType.Double => import.WriteAsync(row.GetDouble(column), type, cancellation),
                _ => import.WriteAsync(row.GetFieldValue<byte[]>(column), type, cancellation),
            };

    private static async Task<long> CountAsync(Session session, string table) =>
        await session.NumberAsync($"SELECT COUNT(*) FROM {table}") ?? 0;
}
