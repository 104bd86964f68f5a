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
        var child = Start(Describe(role, folder));
        Assert.Equal("ready", await child.StandardOutput.ReadLineAsync());
        return child;
    }

    /// <summary>Runs a child that cannot write more than a few kilobytes to any file, and returns what it says.</summary>
    public static async Task<string> RunWithoutRoomAsync(string role, string folder)
    {
        var plain = Describe(role, folder);
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"");
        foreach (var argument in plain.ArgumentList.Prepend(plain.FileName))
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var (name, value) in plain.Environment)
        {
            start.Environment[name] = value;
        }
        // Else the runtime itself would keep its code in a file that is too large.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var child = Start(start);
        return await child.StandardOutput.ReadToEndAsync();
    }

    private static Process Start(ProcessStartInfo start) => Process.Start(start)!;

    private static ProcessStartInfo Describe(string role, string folder)
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
        return start;
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
            case "full":
                try
                {
                    new LakeStore(folder).Write(SampleBars.Key("AAPL"), 1, SampleBars.Make(40_000));
                    Console.WriteLine("written");
                }
                catch (IOException fault)
                {
                    Console.WriteLine(fault.Message);
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
