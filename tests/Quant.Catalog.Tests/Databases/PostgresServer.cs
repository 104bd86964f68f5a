using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Quant.Testing;

/// <summary>
/// A private PostgreSQL server on a free loopback port, in a temporary folder, made with the programs of Debian's
/// <c>postgresql</c> package. It has one superuser without password, writes nothing durable, and is stopped and removed
/// when disposed. This file stands alone, so that other test projects can link it.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _programs;
    private readonly string _folder;

    private PostgresServer(string programs, string folder, int port)
    {
        _programs = programs;
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Connects to one database of this server.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=quant;Database={database};Include Error Detail=true";

    /// <summary>Starts a server, or says why there can be none.</summary>
    public static async Task<(PostgresServer? Server, string Reason)> TryStartAsync()
    {
        if (FindPrograms() is not { } programs)
        {
            return (null, "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb)");
        }
        var folder = Directory.CreateTempSubdirectory("quant-pg-").FullName;
        var server = new PostgresServer(programs, folder, FreePort());
        try
        {
            if (IsRoot)
            {
                await RunAsync("chown", "postgres", folder);
            }
            await server.RunAsOwnerAsync(
                "initdb",
                "-D",
                server.Data,
                "-U",
                "quant",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync"
            );
            var options =
                $"-c listen_addresses=127.0.0.1 -c port={server.Port} -c unix_socket_directories='' -c fsync=off "
                + "-c max_connections=200";
            await server.RunAsOwnerAsync("pg_ctl", "-D", server.Data, "-l", server.Log, "-w", "-o", options, "start");
            return (server, "");
        }
        catch (InvalidOperationException fault)
        {
            var log = File.Exists(server.Log) ? await File.ReadAllTextAsync(server.Log) : "";
            await server.DisposeAsync();
            return (null, $"PostgreSQL did not start: {fault.Message} {log}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await RunAsOwnerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "log.txt");

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private static string? FindPrograms()
    {
        const string root = "/usr/lib/postgresql";
        return Directory.Exists(root)
            ? Directory
                .GetDirectories(root)
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root, so root hands over to the package's user.</summary>
    private Task RunAsOwnerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits pg_ctl's output, so a pipe would never end: output goes nowhere, the server has its log.
        var start = new ProcessStartInfo("sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }
}
