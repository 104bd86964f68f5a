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
    /// Kills the process at the first moment a query is true of its catalog. The query is asked holding the catalog's
    /// write lock, so that nothing is recorded between the look and the kill.
    /// </summary>
    public async Task KillWhenAsync(string query)
    {
        await using var connection = new SqliteConnection($"Data Source={_catalog};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await Eventually.TrueAsync(
            () =>
            {
                Assert.False(_process.HasExited, "The study ended before it could be killed.");
                using var transaction = connection.BeginTransaction(deferred: false);
                using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = $"SELECT {query}";
                var isNow = command.ExecuteScalar() is 1L;
                if (isNow)
                {
                    _process.Kill();
                    _process.WaitForExit();
                }
                transaction.Rollback();
                return isNow;
            },
            query
        );
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
