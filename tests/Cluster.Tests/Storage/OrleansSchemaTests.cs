using Npgsql;
using Quant.Silo.Cluster;

namespace Quant.Cluster.Tests.Storage;

/// <summary><c>deploy/postgres/orleans.sql</c> on a real server. Orleans' providers over it: see the process tests.</summary>
public sealed class OrleansSchemaTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Of_many_silos_that_start_at_once_one_makes_the_tables_and_the_script_may_be_run_again()
    {
        var connection = await postgres.CreateDatabaseAsync();

        var made = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => OrleansSchema.EnsureAsync(connection, CancellationToken.None))
        );

        Assert.Single(made, first => first);
        await using var source = NpgsqlDataSource.Create(connection);
        await using (var again = source.CreateCommand(OrleansSchema.Script))
        {
            await again.ExecuteNonQueryAsync();
        }
        Assert.Equal(21L, await ScalarAsync(source, "SELECT count(*) FROM OrleansQuery"));
    }

    [Fact]
    public async Task Membership_changes_only_for_who_knows_its_version_and_by_one_at_a_time()
    {
        var connection = await postgres.CreateDatabaseAsync();
        await OrleansSchema.EnsureAsync(connection, CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(connection);
        Assert.Equal(true, await AskAsync(source, "InsertMembershipVersionKey", port: 0, version: 0));
        Assert.Equal(false, await AskAsync(source, "InsertMembershipVersionKey", port: 0, version: 0));

        var joined = await Task.WhenAll(
            Enumerable.Range(1, 8).Select(port => AskAsync(source, "InsertMembershipKey", port, version: 0))
        );

        Assert.Single(joined, true);
        Assert.Equal(1, await ScalarAsync(source, "SELECT Version FROM OrleansMembershipVersionTable"));
        var port = (int)(await ScalarAsync(source, "SELECT Port FROM OrleansMembershipTable"))!;
        Assert.Equal(false, await AskAsync(source, "InsertMembershipKey", port, version: 1));
        Assert.Equal(false, await AskAsync(source, "UpdateMembershipKey", port, version: 0));
        Assert.Equal(false, await AskAsync(source, "UpdateMembershipKey", port + 100, version: 1));
        Assert.Equal(true, await AskAsync(source, "UpdateMembershipKey", port, version: 1));
        Assert.Equal(2, await ScalarAsync(source, "SELECT Version FROM OrleansMembershipVersionTable"));
        Assert.Equal(6, await ScalarAsync(source, "SELECT Status FROM OrleansMembershipTable"));
    }

    /// <summary>Puts one of the stored questions as Orleans' providers do.</summary>
    private static async Task<object?> AskAsync(NpgsqlDataSource source, string key, int port, int version)
    {
        var text = (string)(await ScalarAsync(source, $"SELECT QueryText FROM OrleansQuery WHERE QueryKey = '{key}'"))!;
        await using var command = source.CreateCommand(text);
        var now = DateTime.UtcNow;
        foreach (
            var (name, value) in new (string, object)[]
            {
                ("DeploymentId", "test"),
                ("Address", "127.0.0.1"),
                ("Port", port),
                ("Generation", 1),
                ("SiloName", $"silo-{port}"),
                ("HostName", "here"),
                ("Status", 6),
                ("ProxyPort", 30000),
                ("SuspectTimes", DBNull.Value),
                ("StartTime", now),
                ("IAmAliveTime", now),
                ("Version", version),
            }
        )
        {
            command.Parameters.AddWithValue(name, value);
        }
        return await command.ExecuteScalarAsync();
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
