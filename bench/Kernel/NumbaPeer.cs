using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;

namespace Quant.Bench.Kernel;

/// <summary>bench/peers/kernel_numba.py on the same bars and configurations.</summary>
internal static class NumbaPeer
{
    /// <summary>What the peer found and how long it took.</summary>
    /// <param name="Seconds">Median of its runs, compilation left out.</param>
    /// <param name="Equity">Final equity of each configuration.</param>
    /// <param name="Trades">Trades of each configuration.</param>
    public sealed record Answer(double Seconds, double[] Equity, int[] Trades);

    /// <summary>Null, with the reason on the console, where the peer cannot be run.</summary>
    public static Answer? Run(SimulationInput input, SimulationRules[] configurations, int runs)
    {
        if (FindScript() is not { } script)
        {
            Console.WriteLine("peer: bench/peers/kernel_numba.py not found from here");
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("kernel-");
        try
        {
            Write(folder.FullName, input, configurations);
            var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
            string[] arguments = [script, folder.FullName, runs.ToString(CultureInfo.InvariantCulture)];
            using var process = Process.Start(
                new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true }
            )!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return JsonSerializer.Deserialize<Answer>(output, JsonSerializerOptions.Web);
            }
            Console.WriteLine("peer: the script failed (python3-numba installed?)");
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("peer: no python3");
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string folder, SimulationInput input, SimulationRules[] configurations)
    {
        var bars = input.Bars;
        Write(folder, "open", bars.Open);
        Write(folder, "high", bars.High);
        Write(folder, "low", bars.Low);
        Write(folder, "close", bars.Close);
        Write(folder, "prediction", input.Predictions);
        Write(folder, "regime", input.Columns["regime"]);
        var rows = configurations.SelectMany(rules =>
        {
            var allowed = rules.Gates.Count == 0 ? 15 : rules.Gates[0].Allowed.Sum(value => 1 << (int)value);
            return new[] { rules.EntryThreshold, rules.ExitThreshold, rules.Stop, rules.Target, allowed };
        });
        Write(folder, "configurations", [.. rows]);
    }

    private static void Write(string folder, string name, double[] values) =>
        File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(values.AsSpan()));

    private static string? FindScript()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                var script = Path.Combine(at.FullName, "bench", "peers", "kernel_numba.py");
                if (File.Exists(script))
                {
                    return script;
                }
            }
        }
        return null;
    }
}
