using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Quant.Bench.Trees;

namespace Quant.Bench.Import;

/// <summary>
/// Five million minute bars from a CSV into monthly Parquet files: ours through the importer, with every row validated, into
/// the lake and its manifest; against pandas where it can write Parquet, else DuckDB reading and writing by itself. Each run
/// is a process of its own. Also told: memory, pandas reading alone, and one month read into arrays.
/// </summary>
public sealed class ImportComparison : IComparison
{
    private const int Bars = 5_000_000;
    private const int Runs = 5;

    public string Name => "import";

    public IReadOnlyList<string> PeerPackages => ["python3-pandas"];

    public Outcome Run(string[] args)
    {
        if (args is [var side, var file, var target])
        {
            var job = side == "quant" ? ImportJob.Quant(file, target) : ImportJob.DuckDb(file, target);
            Console.WriteLine(JsonSerializer.Serialize(job, JsonSerializerOptions.Web));
            Environment.Exit(0);
        }
        var folder = Directory.CreateTempSubdirectory("quant-bench-import").FullName;
        try
        {
            var csv = Path.Combine(folder, "bars.csv");
            MinuteCsv.Write(csv, Bars);
            Console.WriteLine($"  {Bars:N0} bars, {new FileInfo(csv).Length / 1e6:F0} MB of CSV");
            var ours = Tell("quant", "ours: validated, hashed, in the manifest", csv, folder);
            var duckdb = Tell("duckdb", "DuckDB, COPY from CSV", csv, folder);
            var pandas = Pandas(csv, folder);
            var peer = pandas ?? duckdb;
            return new Outcome(Name, ours, peer, "s", peer / ours);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Tell(string side, string what, string csv, string folder)
    {
        var reports = new List<JobReport>();
        for (var run = 0; run <= Runs; run++)
        {
            var target = Path.Combine(folder, side);
            Directory.CreateDirectory(target);
            reports.Add(Job(side, csv, target));
            Directory.Delete(target, recursive: true);
        }
        var counted = reports.Skip(1).ToList();
        double Median(Func<JobReport, double> of) => counted.Select(of).Order().ElementAt(Runs / 2);
        var month = Median(report => report.MonthMilliseconds);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {what, -42}{Median(r => r.Seconds), 7:F2} s ({Median(r => r.Processor):F2} s of processor time), at most {counted.Max(r => r.PeakMegabytes):F0} MB, {counted[0].Files} files"
            ) + (month > 0 ? string.Create(CultureInfo.InvariantCulture, $", one month read in {month:F2} ms") : "")
        );
        return Median(report => report.Seconds);
    }

    private static JobReport Job(string side, string csv, string target)
    {
        var program = Environment.ProcessPath!;
        string[] arguments = ["import", side, csv, target];
        var start = new ProcessStartInfo(
            program,
            Path.GetFileNameWithoutExtension(program) == "dotnet"
                ? [typeof(ImportComparison).Assembly.Location, .. arguments]
                : arguments
        )
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<JobReport>(said.Trim().Split('\n')[^1], JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"The import in a process of its own failed: {said}");
    }

    /// <summary>Seconds to monthly Parquet files; null where pandas is not there or has nothing to write them with.</summary>
    private static double? Pandas(string csv, string folder)
    {
        var script = Path.Combine(Script.Folder(), "import_pandas.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, csv, folder, $"{Runs}"])
        {
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                using var answer = JsonDocument.Parse(said);
                Console.WriteLine($"  {answer.RootElement.GetProperty("what").GetString()}");
                var total = answer.RootElement.GetProperty("seconds");
                return total.ValueKind == JsonValueKind.Null ? null : total.GetDouble();
            }
            Console.WriteLine($"  no pandas: the script ended with {process.ExitCode} (python3-pandas?)");
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            Console.WriteLine($"  no pandas: {fault.Message}");
        }
        return null;
    }
}
