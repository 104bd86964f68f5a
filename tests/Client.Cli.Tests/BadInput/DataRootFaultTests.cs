using System.Net;
using System.Net.Sockets;
using Quant.Client.Cli.Tests.Runs;
using Quant.Lake.Roots;

namespace Quant.Client.Cli.Tests.BadInput;

/// <summary>A data root that cannot be used and a port that is taken are told by name.</summary>
public sealed class DataRootFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_root_that_cannot_be_written_to_is_told()
    {
        var root = Path.Combine(_folder.Write("file", ""), "data");

        (await CliRun.Of("bars", "list", "--root", root)).Refused(
            ExitCodes.Usage,
            $"--root: '{root}' is not allowed; expected a folder that can be written to"
        );
        (await CliRun.Of("serve", "--port", "0", "--root", root)).Refused(ExitCodes.Usage, "--root");
    }

    [Fact]
    public async Task A_root_that_another_owns_cannot_be_served_again()
    {
        using var owner = DataRootLock.Acquire(DataRoot.Open(_folder.Root), TimeProvider.System);

        (await CliRun.Of("serve", "--port", "0", "--root", _folder.Root)).Refused(
            ExitCodes.Failed,
            $"--root: '{_folder.Root}' is in use by process {Environment.ProcessId}",
            "talk to that process, stop it, or name another folder"
        );
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        (await CliRun.Of("serve", "--port", $"{port}", "--root", _folder.Root)).Refused(
            ExitCodes.Usage,
            $"--port: {port} is not allowed; expected a port of 127.0.0.1 that is free"
        );

        Assert.Null(DataRootLock.OwnerOf(DataRoot.At(_folder.Root)));
    }

    [Fact]
    public async Task A_catalog_that_is_none_is_told_and_left_alone()
    {
        Directory.CreateDirectory(_folder.Root);
        var catalog = Path.Combine(_folder.Root, "catalog.db");
        await File.WriteAllTextAsync(catalog, string.Concat(Enumerable.Repeat("this is no catalog. ", 500)));
        var before = await File.ReadAllBytesAsync(catalog);

        (await CliRun.Of("bars", "list", "--root", _folder.Root)).Refused(
            ExitCodes.Failed,
            catalog,
            "is not a SQLite database"
        );

        Assert.Equal(before, await File.ReadAllBytesAsync(catalog));
    }
}
