using System.Data.Common;
using System.Diagnostics;
using Polly;
using Polly.Retry;
using Quant.Specs;

namespace Quant.Catalog.Storage;

/// <summary>
/// One database, of either kind: hands out sessions for units of work, repeats those that met a transient fault, and
/// tells other faults in plain words. A unit of work may be run more than once and must therefore not change memory.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    private readonly ResiliencePipeline _retry;

    protected Database(int retries)
    {
        CatalogMeters.Announce();
        _retry =
            retries <= 0
                ? ResiliencePipeline.Empty
                : new ResiliencePipelineBuilder()
                    .AddRetry(
                        new RetryStrategyOptions
                        {
                            ShouldHandle = new PredicateBuilder().Handle<DbException>(IsTransient),
                            MaxRetryAttempts = retries,
                            BackoffType = DelayBackoffType.Exponential,
                            Delay = TimeSpan.FromMilliseconds(20),
                            MaxDelay = TimeSpan.FromSeconds(1),
                            UseJitter = true,
                        }
                    )
                    .Build();
    }

    public abstract CatalogProvider Provider { get; }

    /// <summary>The database as messages name it; without secrets.</summary>
    public abstract string Location { get; }

    /// <summary>What the tokens of a migration become.</summary>
    public abstract IReadOnlyDictionary<string, string> Tokens { get; }

    /// <summary>Makes sure that the database is there and can be written.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Keeps every other process from migrating until the session's transaction ends.</summary>
    public abstract Task LockForMigrationAsync(Session session);

    /// <summary>Damage found, one line each.</summary>
    public abstract Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation);

    /// <summary>Makes a temporary table within the session's transaction and fills it as fast as the database can.</summary>
    public abstract Task StageAsync(Session session, StagingTable table, IReadOnlyList<object?[]> rows);

    /// <summary>Inserts many rows as fast as the database can, leaving those alone whose key is there.</summary>
    /// <returns>How many were new.</returns>
    public abstract Task<int> InsertNewAsync(
        Session session,
        string target,
        string key,
        StagingTable table,
        IReadOnlyList<object?[]> rows
    );

    /// <summary>Runs one statement's worth of reading.</summary>
    public Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation) =>
        RunAsync("read", token => ReadOnceAsync(work, snapshot: false, token), cancellation);

    /// <summary>Runs several statements that see one state of the database.</summary>
    public Task<T> SnapshotAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation) =>
        RunAsync("snapshot", token => ReadOnceAsync(work, snapshot: true, token), cancellation);

    /// <summary>Runs work in one transaction, committed unless the work throws or abandons the session.</summary>
    public Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation) =>
        RunAsync("write", token => WriteOnceAsync(work, token), cancellation);

    public abstract ValueTask DisposeAsync();

    protected abstract Task<T> ReadOnceAsync<T>(
        Func<Session, Task<T>> work,
        bool snapshot,
        CancellationToken cancellation
    );

    protected abstract Task<T> WriteOnceAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellation);

    /// <summary>Whether doing the same again may well succeed.</summary>
    protected abstract bool IsTransient(DbException fault);

    /// <summary>The fault in plain words.</summary>
    protected abstract CatalogException Explain(DbException fault);

    /// <summary>
    /// All of it on the thread pool, whatever scheduler the caller runs on: a caller that is lost in between, such as a
    /// grain whose silo is killed, must not keep the writer's turn or an open transaction.
    /// </summary>
    private Task<T> RunAsync<T>(
        string operation,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellation
    ) =>
        Task.Run(
            async () =>
            {
                var started = Stopwatch.GetTimestamp();
                try
                {
                    return await _retry.ExecuteAsync(async token => await work(token), cancellation);
                }
                catch (DbException fault)
                {
                    CatalogMeters.Failures.Add(1, new KeyValuePair<string, object?>("operation", operation));
                    throw Explain(fault);
                }
                finally
                {
                    CatalogMeters.Duration.RecordSince(started, "operation", operation);
                }
            },
            cancellation
        );
}
