using System.Net;
using System.Net.Sockets;
using Npgsql;
using Quant.Catalog.Tests.Databases;

namespace Quant.Deploy.Tests;

/// <summary>Scripts are well formed, and do what they say to a real database and a real lake.</summary>
public sealed class ScriptTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Every_script_is_understood_by_a_plain_shell()
    {
        var scripts = Repository.Deployed(".sh");
        Assert.Equal(["backup.sh", "restore.sh", "silo.sh", "web.sh"], scripts.Select(Path.GetFileName).Order());
        foreach (var script in scripts)
        {
            (await Tool.RunAsync("sh", ["-n", script])).Well();
        }
        Assert.SkipWhen(Tool.Find("shellcheck") is null, "shellcheck is not installed; sh -n passed");
        (await Tool.RunAsync("shellcheck", scripts)).Well();
    }

    [Fact]
    public async Task Every_SQL_file_runs_on_an_empty_database_and_once_more()
    {
        var server = postgres.Require();
        var files = Repository.Deployed(".sql");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var database = DatabaseOf(await postgres.CreateDatabaseAsync());
            for (var i = 0; i < 2; i++)
            {
                var run = await Tool.RunAsync(
                    "psql",
                    ["--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--quiet", "--file", file],
                    Connection(server.Port, database)
                );
                run.Well();
            }
        }
    }

    [Fact]
    public async Task A_restored_backup_is_the_factory_it_was_taken_from()
    {
        var server = postgres.Require();
        var folder = Directory.CreateTempSubdirectory("quant-backup-").FullName;
        var (data, backup, restored) = (
            Path.Combine(folder, "data"),
            Path.Combine(folder, "backup"),
            Path.Combine(folder, "restored")
        );
        try
        {
            var source = await postgres.CreateDatabaseAsync();
            var target = await postgres.CreateDatabaseAsync();
            await using (var factory = await ServedFactory.StartAsync(data, Postgres(source)))
            {
                await factory.PostAsync("/api/bars/SPX/sample", """{"sample":"sp500"}""");
                await RunBackupAsync(server.Port, source, data, backup);
                await factory.PostAsync("/api/bars/SYNTH1/synthetic", """{"sessions":5}""");
                var again = await RunBackupAsync(server.Port, source, data, backup);
                Assert.Contains("files of the lake", again.Out, StringComparison.Ordinal);
            }

            (
                await Tool.RunAsync("sh", [Script("restore.sh"), backup], Environment(server.Port, target, restored))
            ).Well();

            await using (var factory = await ServedFactory.StartAsync(restored, Postgres(target)))
            {
                var symbols = await factory.GetAsync("/api/symbols");
                Assert.Equal(
                    ["SPX", "SYNTH1"],
                    symbols.EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString()).Order()
                );
                var check = await factory.GetAsync("/api/lake/check");
                Assert.Empty(check.GetProperty("problems").EnumerateArray());
                Assert.True(check.GetProperty("files").GetInt64() > 20);
            }

            var refused = await Tool.RunAsync(
                "sh",
                [Script("restore.sh"), backup],
                Environment(server.Port, target, restored)
            );
            Assert.Equal(1, refused.Code);
            Assert.Contains("holds a lake already", refused.Error, StringComparison.Ordinal);
            var full = await Tool.RunAsync(
                "sh",
                [Script("restore.sh"), backup],
                Environment(server.Port, target, Path.Combine(folder, "third"))
            );
            Assert.Contains("tables already", full.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_the_containers_start_is_the_program_with_the_address_others_reach_it_by()
    {
        // A stand-in for dotnet says what it was asked to run, and where silos are told to find it.
        var folder = Directory.CreateTempSubdirectory("quant-entry-").FullName;
        try
        {
            var dotnet = Path.Combine(folder, "dotnet");
            await File.WriteAllTextAsync(dotnet, "#!/bin/sh\necho \"$QUANT_ADVERTISE|$*\"\n");
            (await Tool.RunAsync("chmod", ["+x", dotnet])).Well();
            var path = new Dictionary<string, string>
            {
                ["PATH"] = $"{folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
            };

            var silo = (await Tool.RunAsync("sh", [Docker("silo.sh"), "--max-trials", "5"], path)).Well().Out.Trim();
            var given = (
                await Tool.RunAsync(
                    "sh",
                    [Docker("silo.sh")],
                    new Dictionary<string, string>(path) { ["QUANT_ADVERTISE"] = "10.1.2.3" }
                )
            ).Well();
            var web = (await Tool.RunAsync("sh", [Docker("web.sh")], path)).Well().Out.Trim();

            Assert.EndsWith("quant.dll silo --listen 0.0.0.0 --max-trials 5", silo, StringComparison.Ordinal);
            Assert.True(IPAddress.TryParse(silo.Split('|')[0], out var address));
            Assert.Contains(
                address.AddressFamily,
                (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6]
            );
            Assert.StartsWith("10.1.2.3|", given.Out, StringComparison.Ordinal);
            Assert.EndsWith("quant.dll serve --cluster --listen 0.0.0.0", web, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Ended> RunBackupAsync(int port, string connection, string data, string backup) =>
        (await Tool.RunAsync("sh", [Script("backup.sh"), backup], Environment(port, connection, data))).Well();

    private static string Script(string name) => Repository.PathOf("deploy", "scripts", name);

    private static string Docker(string name) => Repository.PathOf("deploy", "docker", name);

    private static Dictionary<string, string> Postgres(string connection) => new() { ["QUANT_POSTGRES"] = connection };

    private static Dictionary<string, string> Environment(int port, string connection, string data) =>
        new(Connection(port, DatabaseOf(connection))) { ["QUANT_DATA"] = data };

    private static Dictionary<string, string> Connection(int port, string database) =>
        new()
        {
            ["PGHOST"] = "127.0.0.1",
            ["PGPORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["PGUSER"] = "quant",
            ["PGDATABASE"] = database,
        };

    private static string DatabaseOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;
}
