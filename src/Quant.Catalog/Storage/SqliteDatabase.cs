using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Quant.Catalog.Storage;

/// <summary>
/// One SQLite file: write-ahead log, any number of readers, one writer at a time (a queue within the process, the
/// file's own lock between processes). A commit is on the disk before it is told (<c>synchronous=FULL</c>); callers'
/// threads never wait for the disk, as the driver is synchronous and all work runs on the thread pool.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private readonly SqliteFile _file;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _writer;
    private int _disposed;

    public SqliteDatabase(CatalogOptions options)
        : base(options.Retries) => _file = new SqliteFile(options);

    public override CatalogProvider Provider => CatalogProvider.Sqlite;

    public override string Location => _file.Path;

    public override IReadOnlyDictionary<string, string> Tokens { get; } =
        new Dictionary<string, string> { ["text"] = "TEXT", ["blob"] = "BLOB" };

    public override async Task PrepareAsync(CancellationToken cancellation)
    {
        _file.EnsureFolder();
        await WriteAsync(session => session.NumberAsync("SELECT COUNT(*) FROM sqlite_master"), cancellation);
    }

    public override Task LockForMigrationAsync(Session session) => Task.CompletedTask;

    public override Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<string>>(
            async session =>
            {
                var lines = await session.ListAsync("PRAGMA integrity_check", null, row => row.Text("integrity_check"));
                return lines is ["ok"] ? [] : lines;
            },
            cancellation
        );

    public override async Task StageAsync(Session session, StagingTable table, IReadOnlyList<object?[]> rows)
    {
        await session.ExecuteAsync($"DROP TABLE IF EXISTS temp.{table.Name}");
        await session.ExecuteAsync(table.Create("TEXT", "BLOB", ""));
        Fill(session, $"INSERT INTO temp.{table.Name} VALUES ({table.Places})", rows);
    }

    public override Task<int> InsertNewAsync(
        Session session,
        string target,
        string key,
        StagingTable table,
        IReadOnlyList<object?[]> rows
    ) =>
        Task.FromResult(
            Fill(
                session,
                $"INSERT INTO {target} ({table.ColumnList}) VALUES ({table.Places}) ON CONFLICT ({key}) DO NOTHING",
                rows
            )
        );

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        await _turn.WaitAsync();
        _writer?.Dispose();
        _writer = null;
        _file.ReleasePool();
        _turn.Dispose();
    }

    protected override Task<T> ReadOnceAsync<T>(
        Func<Session, Task<T>> work,
        bool snapshot,
        CancellationToken cancellation
    ) =>
        Task.Run(
            async () =>
            {
                await using var connection = _file.Open();
                await using var transaction = snapshot ? connection.BeginTransaction(deferred: true) : null;
                return await work(new Session(this, connection, transaction, cancellation));
            },
            cancellation
        );

    protected override async Task<T> WriteOnceAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => CommitAsync(work, cancellation), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override bool IsTransient(DbException fault) => SqliteFile.IsTransient(fault);

    protected override CatalogException Explain(DbException fault) => _file.Explain(fault);

    private static int Fill(Session session, string sql, IReadOnlyList<object?[]> rows)
    {
        using var bulk = new SqliteBulk((SqliteConnection)session.Connection, sql);
        var changed = 0;
        foreach (var row in rows)
        {
            session.Cancellation.ThrowIfCancellationRequested();
            changed += bulk.Run(row);
        }
        return changed;
    }

    private async Task<T> CommitAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation)
    {
        var connection = _writer ??= _file.Open();
        try
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            var session = new Session(this, connection, transaction, cancellation);
            var result = await work(session);
            if (!session.IsAbandoned)
            {
                cancellation.ThrowIfCancellationRequested();
                transaction.Commit();
            }
            return result;
        }
        catch (SqliteException)
        {
            // A connection that met an I/O fault may be left half-way; the next writer starts from a fresh one.
            _writer = null;
            connection.Dispose();
            throw;
        }
    }
}
