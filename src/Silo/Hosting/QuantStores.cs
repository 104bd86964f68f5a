using Quant.Catalog;
using Quant.Lake.Partitions;
using Quant.Lake.Roots;
using Quant.Lake.Uploads;

namespace Quant.Silo.Hosting;

/// <summary>Where the stores are.</summary>
public sealed record StoreOptions
{
    /// <summary>The data root: lake, uploads and, on one machine, the catalog. In a cluster, a volume all silos share.</summary>
    public required string Root { get; init; }

    /// <summary>A PostgreSQL connection string; null keeps the catalog in the root, as SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>How long a write waits for another program's lock on a SQLite catalog before it is tried again.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often catalog work that met a transient fault is tried again before the fault is told.</summary>
    public int Retries { get; init; } = 5;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// The open data root: the lock that makes this process its owner (on SQLite), the catalog, the lake and the uploads.
/// One per process, shared by its silos.
/// </summary>
public sealed class QuantStores : IAsyncDisposable
{
    private QuantStores(DataRoot root, DataRootLock? ownership, CatalogStore catalog, TimeProvider clock)
    {
        (Root, Ownership, Catalog, Clock) = (root, ownership, catalog, clock);
        Lake = new LakeStore(root.LakePath);
        Uploads = new FileUploadStore(Path.Combine(root.Path, "uploads"), clock);
    }

    public DataRoot Root { get; }

    /// <summary>The lock on the root; null where the catalog is a server, which several processes may share.</summary>
    public DataRootLock? Ownership { get; }

    public CatalogStore Catalog { get; }

    public LakeStore Lake { get; }

    public IUploadStore Uploads { get; }

    public TimeProvider Clock { get; }

    /// <exception cref="Specs.BadInputException">The root or the connection string cannot be used.</exception>
    /// <exception cref="DataRootInUseException">Another process owns the root.</exception>
    /// <exception cref="CatalogException">The catalog cannot be opened by this version.</exception>
    public static async Task<QuantStores> OpenAsync(StoreOptions options, CancellationToken cancellation)
    {
        var root = DataRoot.Open(options.Root);
        var ownership = options.Postgres is null ? DataRootLock.Acquire(root, options.Clock) : null;
        try
        {
            var location = options.Postgres is { } connection
                ? CatalogOptions.ForPostgres(connection)
                : CatalogOptions.ForSqlite(root.CatalogPath);
            var catalog = await CatalogStore.OpenAsync(
                location with
                {
                    Clock = options.Clock,
                    BusyTimeout = options.BusyTimeout,
                    Retries = options.Retries,
                },
                cancellation
            );
            return new QuantStores(root, ownership, catalog, options.Clock);
        }
        catch
        {
            ownership?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Catalog.DisposeAsync();
        Ownership?.Dispose();
    }
}
