using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Quant.Bench.Grains;

/// <summary>
/// Grain calls and activations on the embedded engine, against Microsoft Orleans: one workload, compiled against each and run
/// in a process of its own, so that neither sees the other's load. Calls within a silo are held to one processor.
/// </summary>
public sealed class GrainsComparison : IComparison
{
    private static readonly Scenario[] s_scenarios =
    [
        new("in-silo", "calls within a silo, 100 in flight, one processor", OneProcessor: true),
        new("metered", "the same, each counted and timed by method as a silo of the factory does", OneProcessor: true),
        new("one-by-one", "calls within a silo, one after the other, one processor", OneProcessor: true),
        new("silo-to-silo", "calls between two silos of a process, 100 in flight", OneProcessor: false),
        new("activation", "activations of 100,000 grains (bytes: kept by each)", OneProcessor: false),
    ];

    public string Name => "grains";

    public Outcome Run(string[] args)
    {
        var ours =
            Build("Embedded", "bin") ?? throw new InvalidOperationException("The embedded engine does not build.");
        var peer = Build("Orleans", "bin/orleans");
        if (peer is null)
            Console.WriteLine(
                "  no peer: the feed lacks the packages of Microsoft Orleans (the build's errors are above)"
            );
        double first = 0;
        double? firstPeer = null;
        foreach (var scenario in s_scenarios)
        {
            Console.WriteLine($"  {scenario.Text}");
            var here = Tell("embedded", Measure(ours, scenario));
            var there = peer is null ? (double?)null : Tell("Orleans", Measure(peer, scenario));
            if (scenario == s_scenarios[0])
                (first, firstPeer) = (here, there);
        }

        return new Outcome(Name, first, firstPeer, "k calls/s", first / firstPeer);
    }

    /// <summary>Where the program of an engine is; null where it does not build.</summary>
    private static string? Build(string engine, string output)
    {
        var folder = Path.Combine(Folder(), "Workload");
        var (code, said) = Start(
            "dotnet",
            ["build", folder, "-c", "Release", "--nologo", "-v", "q", "-clp:ErrorsOnly", $"-p:GrainEngine={engine}"]
        );
        if (code == 0)
            return Path.Combine(folder, output, "Release", "net10.0", "GrainBench.dll");
        Console.WriteLine(said);
        return null;
    }

    private static List<Figure> Measure(string program, Scenario scenario)
    {
        string[] arguments = [program, scenario.Name];
        var (code, said) =
            scenario.OneProcessor && File.Exists("/usr/bin/taskset")
                ? Start("/usr/bin/taskset", ["-c", "0", "dotnet", .. arguments])
                : Start("dotnet", arguments);
        return code == 0
            ? JsonSerializer.Deserialize<List<Figure>>(said, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"{program} {scenario.Name} ended with {code}: {said}");
    }

    /// <summary>Prints the median run; thousands a second.</summary>
    private static double Tell(string engine, List<Figure> runs)
    {
        var sorted = runs.OrderBy(r => r.Seconds / r.Steps).ToList();
        var median = sorted[sorted.Count / 2];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"    {engine, -10}{Rate(median), 9:F0} k/s, {1e6 / Rate(median), 7:F0} ns, {median.BytesEach, 6:F0} B each (from {Rate(sorted[^1]):F0} to {Rate(sorted[0]):F0} k/s)"
            )
        );
        return Rate(median);
    }

    private static double Rate(Figure run) => run.Steps / run.Seconds / 1000;

    private static (int Code, string Said) Start(string program, string[] arguments)
    {
        // Orleans' test host writes its logs where it is started.
        var folder = Directory.CreateTempSubdirectory("quant-bench-grains");
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                WorkingDirectory = folder.FullName,
            };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private sealed record Scenario(string Name, string Text, bool OneProcessor);

    /// <summary>One run, as the workload prints it.</summary>
    private sealed record Figure(double Seconds, double BytesEach, int Steps);
}
