using System.Data.Common;
using Dapper;

namespace Quant.Catalog.Storage;

/// <summary>A connection, and the transaction if there is one, for the length of one unit of work.</summary>
internal sealed class Session(
    Database database,
    DbConnection connection,
    DbTransaction? transaction,
    CancellationToken cancellation
)
{
    public DbConnection Connection => connection;

    public DbTransaction? Transaction => transaction;

    public CancellationToken Cancellation => cancellation;

    /// <summary>True when the work has asked for its transaction to be rolled back without an error.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Rolls the transaction back when the work returns.</summary>
    public void Abandon() => IsAbandoned = true;

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        connection.ExecuteAsync(Command(sql, parameters));

    public async Task<List<T>> ListAsync<T>(string sql, object? parameters, Func<Row, T> map)
    {
        await using var reader = await connection.ExecuteReaderAsync(Command(sql, parameters));
        var row = new Row(reader);
        var list = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            list.Add(map(row));
        }
        return list;
    }

    /// <summary>The first row, or null where there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, object? parameters, Func<Row, T> map)
        where T : class
    {
        await using var reader = await connection.ExecuteReaderAsync(Command(sql, parameters));
        return await reader.ReadAsync(cancellation) ? map(new Row(reader)) : null;
    }

    /// <summary>The first column of the first row as a whole number, or null where there is none.</summary>
    public Task<long?> NumberAsync(string sql, object? parameters = null) =>
        connection.ExecuteScalarAsync<long?>(Command(sql, parameters));

    /// <summary>Runs a statement and hands over the reader, for callers that want columns as they come.</summary>
    public Task<DbDataReader> ReadAsync(string sql) => connection.ExecuteReaderAsync(Command(sql, null));

    /// <summary>Fills a temporary table that lives as long as the transaction.</summary>
    public Task StageAsync(StagingTable table, IReadOnlyList<object?[]> rows) => database.StageAsync(this, table, rows);

    /// <summary>Inserts many rows, leaving those alone whose key is there.</summary>
    /// <param name="target">The table they go into.</param>
    /// <param name="key">Its key columns.</param>
    /// <param name="table">Names and kinds of the cells.</param>
    /// <param name="rows">The rows, in key order.</param>
    /// <returns>How many were new.</returns>
    public Task<int> InsertNewAsync(string target, string key, StagingTable table, IReadOnlyList<object?[]> rows) =>
        database.InsertNewAsync(this, target, key, table, rows);

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, transaction, cancellationToken: cancellation);
}
