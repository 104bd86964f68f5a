using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Quant.Cluster.Tests.Factory;

namespace Quant.Cluster.Tests.Processes;

/// <summary>A process of its own that runs a study over a root, and is killed at a moment that can be seen.</summary>
internal sealed class StudyProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _catalog;

    private StudyProcess(Process process, string catalog) => (_process, _catalog) = (process, catalog);

    public static async Task<StudyProcess> StartAsync(TestRoot root, string spec)
    {
        var file = Path.Combine(root.Path, "study.json");
        await File.WriteAllTextAsync(file, spec);
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(typeof(StudyProcess).Assembly.Location);
        }
        start.ArgumentList.Add(StudyDriver.Argument);
        start.ArgumentList.Add(root.Path);
        start.ArgumentList.Add(file);
        var process = Process.Start(start)!;
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());
        return new StudyProcess(process, root.CatalogPath);
    }

    /// <summary>
    /// Kills the process as soon as a query is true of its catalog, which it looks at without a pause; false where the
    /// process got past that moment unseen.
    /// </summary>
    public bool TryKillWhen(string query)
    {
        using var connection = new SqliteConnection($"Data Source={_catalog};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {query}";
        while (!_process.HasExited)
        {
            if (command.ExecuteScalar() is 1L)
            {
                _process.Kill();
                _process.WaitForExit();
                return true;
            }
        }
        return false;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }
}
