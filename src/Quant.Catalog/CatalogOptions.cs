namespace Quant.Catalog;

/// <summary>Which database keeps the catalog.</summary>
public enum CatalogProvider
{
    /// <summary>One file on this machine, written by one process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server (13 or newer), shared by the silos of a cluster.</summary>
    Postgres,
}

/// <summary>Where the catalog is and how patient it is.</summary>
public sealed record CatalogOptions
{
    public CatalogProvider Provider { get; init; } = CatalogProvider.Sqlite;

    /// <summary>The database file; created with its folder where there is none. SQLite only.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// An Npgsql connection string, <c>Host=…;Database=…;Username=…</c>; tables are made in the first schema of its
    /// search path. PostgreSQL only.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>How long one attempt waits for another process's lock, default 5 s. SQLite only.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often work that met a transient fault is done again before the fault is told; default 5.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>What "now" is in the times recorded.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static CatalogOptions ForSqlite(string path) => new() { Provider = CatalogProvider.Sqlite, Path = path };

    public static CatalogOptions ForPostgres(string connectionString) =>
        new() { Provider = CatalogProvider.Postgres, ConnectionString = connectionString };
}
