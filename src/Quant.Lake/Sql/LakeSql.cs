using Quant.Lake.DuckDb;
using Quant.Lake.Partitions;
using Quant.Specs;

namespace Quant.Lake.Sql;

/// <summary>
/// Answers questions in SQL (DuckDB's dialect) over lake files and tables in memory, and can do nothing else: each query
/// has a database in memory of its own, which reads the files of its views only, writes nowhere, loads no extension, and
/// whose settings are locked.
/// </summary>
public sealed class LakeSql(LakeStore store, SqlOptions options)
{
    public LakeSql(LakeStore store)
        : this(store, new SqlOptions()) { }

    /// <summary>Runs one query.</summary>
    /// <param name="sql">
    /// One statement: <c>SELECT</c>, <c>FROM</c>, <c>WITH</c>, <c>VALUES</c>, <c>DESCRIBE</c>, <c>SHOW</c>,
    /// <c>SUMMARIZE</c>, or <c>EXPLAIN</c> of one of these. A <c>PIVOT</c> must list its values, or it is several.
    /// </param>
    /// <param name="views">What it can read.</param>
    /// <param name="maxRows">Rows to return at most, 1 or more.</param>
    /// <param name="cancellation">Stops the query wherever it is.</param>
    /// <exception cref="BadInputException">Not such a statement, or DuckDB refuses it; the message is DuckDB's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SqlResult Query(
        string sql,
        IReadOnlyList<SqlView> views,
        int maxRows,
        CancellationToken cancellation = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        using var database = DuckDbDatabase.Open(
            new DuckDbOptions(options.Threads) { MemoryLimit = options.MemoryLimit }
        );
        using var connection = database.Connect();
        var builder = new SqlViewBuilder(store, connection);
        foreach (var view in views)
        {
            cancellation.ThrowIfCancellationRequested();
            builder.Create(view);
        }
        Lock(connection, builder.Files);
        try
        {
            using var interrupt = cancellation.Register(connection.Interrupt);
            using var statement = ReadOnlyStatement.Prepare(connection, sql);
            return SqlResultReader.Read(connection, statement, sql, maxRows, builder.Warnings, cancellation);
        }
        catch (DuckDbException fault)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new BadInputException("sql", sql, $"a query that runs ({fault.Message})");
        }
    }

    private static void Lock(DuckDbConnection connection, IReadOnlyCollection<string> files)
    {
        connection.Execute($"SET allowed_paths = {SqlText.List(files)}");
        connection.Execute("SET enable_external_access = false");
        connection.Execute("SET lock_configuration = true");
    }
}
