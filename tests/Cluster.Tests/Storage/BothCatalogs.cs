using Npgsql;
using Quant.Catalog;
using Quant.Cluster.Tests.Factory;
using Quant.Cluster.Tests.Storage;
using Quant.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Quant.Cluster.Tests.Storage;

/// <summary>What is true of grain storage is true over either database.</summary>
public sealed class BothCatalogs : TheoryData<CatalogProvider>
{
    public BothCatalogs() => AddRange(CatalogProvider.Sqlite, CatalogProvider.Postgres);
}

/// <summary>One server for the suite, started by the first test that needs it; each has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly Lazy<Task<(PostgresServer? Server, string Reason)>> _server = new(PostgresServer.TryStartAsync);
    private int _databases;

    /// <summary>Connection string of a new, empty database; skips the test where there is no server.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var (server, reason) = await _server.Value;
        if (server is null)
        {
            Assert.Skip(reason);
        }
        var name = $"t{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} STRATEGY = FILE_COPY", connection);
        await command.ExecuteNonQueryAsync();
        return server.ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && (await _server.Value).Server is { } server)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>An empty catalog, with the folder that is to be removed after it.</summary>
    internal async Task<(CatalogStore Catalog, TestRoot Root)> OpenAsync(CatalogProvider provider)
    {
        var options =
            provider == CatalogProvider.Postgres ? CatalogOptions.ForPostgres(await CreateDatabaseAsync()) : null;
        var root = new TestRoot();
        return (await CatalogStore.OpenAsync(options ?? CatalogOptions.ForSqlite(root.CatalogPath)), root);
    }
}
