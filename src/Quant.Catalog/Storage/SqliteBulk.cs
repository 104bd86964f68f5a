using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Quant.Catalog.Storage;

/// <summary>
/// Many rows through one prepared statement, bound by position, without the driver's look-up of each parameter's name.
/// </summary>
internal sealed class SqliteBulk : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <param name="connection">An open connection, with a transaction for all rows to be one step.</param>
    /// <param name="sql">A statement whose parameters are all <c>?</c>.</param>
    public SqliteBulk(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    /// <summary>Runs the statement for one row.</summary>
    /// <param name="row">A string, long, double, byte array or null for each parameter; NaN is bound as NULL.</param>
    /// <returns>Rows changed.</returns>
    public int Run(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            SqliteException.ThrowExceptionForRC(Bind(i + 1, row[i]), _database);
        }
        var outcome = raw.sqlite3_step(_statement);
        if (outcome != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(outcome, _database);
        }
        var changes = raw.sqlite3_changes(_database);
        raw.sqlite3_reset(_statement);
        return changes;
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? cell) =>
        cell switch
        {
            null or double.NaN => raw.sqlite3_bind_null(_statement, place),
            string text => raw.sqlite3_bind_text(_statement, place, text),
            long whole => raw.sqlite3_bind_int64(_statement, place, whole),
            double number => raw.sqlite3_bind_double(_statement, place, number),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
            _ => throw new ArgumentException($"A {cell.GetType()} cannot be stored."),
        };
}
