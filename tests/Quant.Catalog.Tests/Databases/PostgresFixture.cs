using Npgsql;
using Quant.Catalog.Tests.Databases;
using Quant.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Quant.Catalog.Tests.Databases;

/// <summary>The one server all tests share; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;
    private string _reason = "";
    private int _databases;

    public async ValueTask InitializeAsync() => (_server, _reason) = await PostgresServer.TryStartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Skips the test where there is no server.</summary>
    public PostgresServer Require()
    {
        if (_server is null)
        {
            Assert.Skip(_reason);
        }
        return _server;
    }

    /// <summary>A new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var server = Require();
        var name = $"t{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} STRATEGY = FILE_COPY", connection);
        await command.ExecuteNonQueryAsync();
        return server.ConnectionString(name);
    }
}
