using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Quant.Bench.Trees;

namespace Quant.Bench.Study;

/// <summary>bench/peers/study_python.py on the study a running server has just finished.</summary>
internal static class StudyPeer
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Seconds of each run, by phase.</summary>
    public sealed record Report(
        double[] Train,
        double[] Simulate,
        double[] Judge,
        double[] Record,
        double[] Total,
        string Version,
        string Numba
    )
    {
        public double Of(Func<Report, double[]> phase) => phase(this).Order().ElementAt(Total.Length / 2);
    }

    /// <summary>Null, with the reason on the console, where the peer cannot be run.</summary>
    public static Report? Run(Uri server, string study, int runs)
    {
        var script = Path.Combine(Script.Folder(), "study_python.py");
        var start = new ProcessStartInfo(Python, [script, server.ToString(), study, $"{runs}"])
        {
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return JsonSerializer.Deserialize<Report>(output, JsonSerializerOptions.Web);
            }
            Console.WriteLine(
                "no peer: the script failed (python3-numba, python3-pandas, python3-scipy and python3-xgboost installed?)"
            );
        }
        catch (Win32Exception fault)
        {
            Console.WriteLine($"no peer: {fault.Message}");
        }
        return null;
    }
}
