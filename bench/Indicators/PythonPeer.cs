using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Quant.MarketData.Bars;

namespace Quant.Bench.Indicators;

/// <summary>Runs a peer's script on the same bars in the same run, with the Python of the system.</summary>
internal static class PythonPeer
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Milliseconds of each run of a peer, or null with the reason on the console.</summary>
    /// <param name="script">File under bench/peers.</param>
    /// <param name="module">Python module it needs, in Debian's package of the same name.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="runs">Number of runs that count.</param>
    public static PeerTimes? Run(string script, string module, BarSeries bars, int runs)
    {
        if (!Has(module) && !Install(module))
        {
            Console.WriteLine($"  no {module}: python3-{module} is not installed and could not be");
            return null;
        }
        var data = Path.GetTempFileName();
        try
        {
            using (var file = File.OpenWrite(data))
            {
                foreach (var column in new[] { bars.Open, bars.High, bars.Low, bars.Close, bars.Volume })
                {
                    file.Write(MemoryMarshal.AsBytes(column.AsSpan()));
                }
            }
            var (code, output) = Start(Python, [Path.Combine(Folder(), script), data, $"{bars.Count}", $"{runs}"]);
            if (code != 0)
            {
                Console.WriteLine($"  {script} ended with exit code {code}");
                return null;
            }
            return JsonSerializer.Deserialize<PeerTimes>(output, JsonSerializerOptions.Web);
        }
        finally
        {
            File.Delete(data);
        }
    }

    private static bool Has(string module) =>
        File.Exists(Python) && Start(Python, ["-c", $"import {module}"]).Code == 0;

    private static bool Install(string module)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
        {
            return false;
        }
        Console.WriteLine($"  installing python3-{module}");
        return Start(
                "/usr/bin/apt-get",
                ["-qq", "-o", "DPkg::Lock::Timeout=300", "install", "-y", $"python3-{module}"]
            ).Code == 0
            && Has(module);
    }

    private static (int Code, string Output) Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.GetAwaiter().GetResult();
        return (process.ExitCode, output);
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "peers"));
}

/// <summary>What a peer's script prints.</summary>
/// <param name="Version">The peer and its version.</param>
/// <param name="Ms">Milliseconds of each run.</param>
/// <param name="Each">Milliseconds of each indicator in the last run; empty where they are not apart.</param>
internal sealed record PeerTimes(string Version, double[] Ms, Dictionary<string, double> Each)
{
    public double Median => Ms.Order().ElementAt(Ms.Length / 2);
}
