using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Quant.Specs;

namespace Quant.Catalog.Storage;

/// <summary>One PostgreSQL database, through a pool of connections.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>Any constant will do as long as it stays the same: the letters of "quantcat".</summary>
    private const long MigrationLock = 0x7175616E74636174;

    private readonly NpgsqlDataSource _source;

    /// <exception cref="BadInputException">No connection string, or one that cannot be read.</exception>
    public PostgresDatabase(CatalogOptions options)
        : base(options.Retries)
    {
        const string form = "Host=…;Database=…;Username=…;Password=…";
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            throw new BadInputException("catalog.connectionString", options.ConnectionString, form);
        }
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            // The text may hold a password, so it is not repeated.
            throw new BadInputException("catalog.connectionString", "(hidden)", $"{form} ({fault.Message})");
        }
        if (string.IsNullOrWhiteSpace(builder.Host))
        {
            throw new BadInputException("catalog.connectionString", "(no host)", form);
        }
        Location = $"{builder.Host}:{builder.Port}/{builder.Database ?? builder.Username}";
        _source = NpgsqlDataSource.Create(builder);
    }

    public override CatalogProvider Provider => CatalogProvider.Postgres;

    public override string Location { get; }

    public override IReadOnlyDictionary<string, string> Tokens { get; } =
        new Dictionary<string, string> { ["text"] = "TEXT COLLATE \"C\"", ["blob"] = "BYTEA" };

    public override Task PrepareAsync(CancellationToken cancellation) =>
        ReadAsync(session => session.NumberAsync("SELECT CAST(1 AS BIGINT)"), cancellation);

    public override Task LockForMigrationAsync(Session session) =>
        session.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = MigrationLock });

    public override async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        return [];
    }

    public override async Task StageAsync(Session session, StagingTable table, IReadOnlyList<object?[]> rows)
    {
        await session.ExecuteAsync(table.Create("TEXT COLLATE \"C\"", "BYTEA", " ON COMMIT DROP"));
        var connection = (NpgsqlConnection)session.Connection;
        await using var import = await connection.BeginBinaryImportAsync(
            $"COPY {table.Name} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)",
            session.Cancellation
        );
        foreach (var row in rows)
        {
            await import.StartRowAsync(session.Cancellation);
            for (var i = 0; i < row.Length; i++)
            {
                await WriteAsync(import, table.Columns[i].Kind, row[i], session.Cancellation);
            }
        }
        await import.CompleteAsync(session.Cancellation);
    }

    public override async Task<int> InsertNewAsync(
        Session session,
        string target,
        string key,
        StagingTable table,
        IReadOnlyList<object?[]> rows
    )
    {
        await StageAsync(session, table, rows);
        return await session.ExecuteAsync(
            $"""
            INSERT INTO {target} ({table.ColumnList}) SELECT {table.ColumnList} FROM {table.Name} ORDER BY {key}
            ON CONFLICT ({key}) DO NOTHING
            """
        );
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    protected override async Task<T> ReadOnceAsync<T>(
        Func<Session, Task<T>> work,
        bool snapshot,
        CancellationToken cancellation
    )
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await using var transaction = snapshot
            ? await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation)
            : null;
        return await work(new Session(this, connection, transaction, cancellation));
    }

    protected override async Task<T> WriteOnceAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var session = new Session(this, connection, transaction, cancellation);
        var result = await work(session);
        if (!session.IsAbandoned)
        {
            await transaction.CommitAsync(cancellation);
        }
        return result;
    }

    protected override bool IsTransient(DbException fault) => fault.IsTransient;

    protected override CatalogException Explain(DbException fault)
    {
        var reason = fault switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                "does not exist; create the database first",
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword }
            or PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                "refused the user or the password",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
                "does not let this user do that; grant it CREATE on its schema",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "cannot grow: the server's disk is full",
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
                "cannot be written: the server is a read-only replica",
            PostgresException => "refused a statement",
            _ => "cannot be reached; is the server running, and do host and port fit",
        };
        return new CatalogException($"The catalog at {Location} {reason}. ({fault.Message})", fault)
        {
            IsOutage =
                fault.IsTransient
                || fault
                    is not PostgresException
                        or PostgresException
                        {
                            SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction
                        },
        };
    }

    private static Task WriteAsync(
        NpgsqlBinaryImporter import,
        StagingKind kind,
        object? cell,
        CancellationToken cancellation
    ) =>
        cell switch
        {
            null or double.NaN => import.WriteNullAsync(cancellation),
            string text => import.WriteAsync(text, NpgsqlDbType.Text, cancellation),
            long whole => import.WriteAsync(whole, NpgsqlDbType.Bigint, cancellation),
            double number => import.WriteAsync(number, NpgsqlDbType.Double, cancellation),
            byte[] bytes => import.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellation),
            _ => throw new ArgumentException($"A {cell.GetType()} does not go into a column of kind {kind}."),
        };
}
