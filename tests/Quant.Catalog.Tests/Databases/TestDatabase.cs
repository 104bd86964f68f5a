using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Quant.Catalog.Tests.Databases;

/// <summary>An empty database for one test, and the catalogs opened on it; all removed when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2024, 3, 1, 14, 30, 0, TimeSpan.Zero);

    private readonly List<CatalogStore> _stores = [];
    private readonly string? _folder;

    private TestDatabase(CatalogOptions options, string? folder)
    {
        Options = options;
        _folder = folder;
    }

    public CatalogOptions Options { get; }

    public FakeTimeProvider Clock => (FakeTimeProvider)Options.Clock;

    public static async Task<TestDatabase> CreateAsync(CatalogProvider provider, PostgresFixture postgres)
    {
        var clock = new FakeTimeProvider(Start);
        if (provider == CatalogProvider.Postgres)
        {
            var connection = await postgres.CreateDatabaseAsync();
            return new TestDatabase(CatalogOptions.ForPostgres(connection) with { Clock = clock }, null);
        }
        var folder = Directory.CreateTempSubdirectory("quant-catalog-").FullName;
        var path = Path.Combine(folder, "catalog.db");
        return new TestDatabase(CatalogOptions.ForSqlite(path) with { Clock = clock }, folder);
    }

    /// <summary>Opens the catalog, as one more process would.</summary>
    public async Task<CatalogStore> OpenAsync()
    {
        var store = await CatalogStore.OpenAsync(Options);
        lock (_stores)
        {
            _stores.Add(store);
        }
        return store;
    }

    /// <summary>Runs a statement past the catalog.</summary>
    public async Task<object?> RawAsync(string sql)
    {
        await using DbConnection connection =
            Options.Provider == CatalogProvider.Sqlite
                ? new SqliteConnection($"Data Source={Options.Path};Pooling=False")
                : new NpgsqlConnection(Options.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
