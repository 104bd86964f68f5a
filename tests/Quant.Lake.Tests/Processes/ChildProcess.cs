using System.Diagnostics;
using System.Runtime.CompilerServices;
using Quant.Lake.Partitions;
using Quant.Lake.Roots;

namespace Quant.Lake.Tests.Processes;

/// <summary>
/// This test program started once more, in a role that a variable names, so that tests can see what another process sees
/// and what is left when it is killed.
/// </summary>
internal static class ChildProcess
{
    private const string Role = "QUANT_LAKE_TEST_ROLE";
    private const string Folder = "QUANT_LAKE_TEST_FOLDER";

    /// <summary>Starts a child and waits for the first line it writes.</summary>
    public static async Task<Process> StartAsync(string role, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }
        start.Environment[Role] = role;
        start.Environment[Folder] = folder;
        var child = Process.Start(start)!;
        Assert.Equal("ready", await child.StandardOutput.ReadLineAsync());
        return child;
    }

    /// <summary>Runs before Main: a child plays its role here and never becomes a test run.</summary>
    [ModuleInitializer]
    internal static void Play()
    {
        var folder = Environment.GetEnvironmentVariable(Folder) ?? "";
        switch (Environment.GetEnvironmentVariable(Role))
        {
            case null:
                return;
            case "hold":
                using (var held = DataRootLock.Acquire(DataRoot.Open(folder), TimeProvider.System))
                {
                    held.Announce("http://127.0.0.1:4711");
                    Console.WriteLine("ready");
                    Console.In.ReadLine();
                }
                break;
            case "write":
                var store = new LakeStore(folder);
                for (var generation = 1; ; generation++)
                {
                    store.Write(SampleBars.Key("AAPL"), generation, SampleBars.Make(40_000, generation));
                    if (generation == 1)
                    {
                        Console.WriteLine("ready");
                    }
                }
        }
        Environment.Exit(0);
    }
}
