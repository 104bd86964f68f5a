using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;

namespace Quant.Bench.Lake;

/// <summary>
/// Five million minute bars (time, open, high, low, close, volume; 115 monthly partitions) read into arrays, every file
/// verified by its SHA-256, as a new process would; against Python reading the same series from the best columnar files
/// that it has: these Parquet files through pyarrow, else pandas with PyTables (HDF5, blosc:zstd, one table a month),
/// neither of which verifies anything. Also told: reading again with the hashes known, one month, and writing.
/// </summary>
public sealed class LakeComparison : IComparison
{
    private const int Bars = 5_000_000;
    private const int Runs = 7;
    private const string Symbol = "SYNTH";

    public string Name => "lake";

    public IReadOnlyList<string> PeerPackages => ["python3-pandas", "python3-tables"];

    public Outcome Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("quant-bench-lake").FullName;
        try
        {
            var table = SyntheticBars.Make(Bars);
            var months = Periods.Split(table, PeriodKind.Month);
            var store = new LakeStore(folder);
            List<ManifestEntry> entries = [];
            var generation = 0L;
            Tell(
                "write, one file after the other",
                () =>
                {
                    generation++;
                    entries = [.. months.Select(month => Write(store, month, generation))];
                }
            );
            Tell(
                "write, on all processors",
                () => Parallel.ForEach(months, month => Write(store, month, ++generation))
            );
            Console.WriteLine($"  {entries.Count} files, {entries.Sum(entry => entry.Bytes) / 1e6:F1} MB");
            var ours = Tell("read all, verified", () => Check(new LakeStore(folder).Read(entries, table.Schema)));
            Tell("read all again, hashes known", () => Check(store.Read(entries, table.Schema)));
            Tell("read one month, verified", () => new LakeStore(folder).Read([entries[50]], table.Schema));
            Tell("read one month again, hash known", () => store.Read([entries[50]], table.Schema));
            var peer = Peer(folder);
            return new Outcome(Name, ours, peer, "ms", peer / ours);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ManifestEntry Write(LakeStore store, PeriodTable month, long generation) =>
        store.Write(new PartitionKey(Dataset.Bars("1m"), Symbol, month.Period), generation, month.Table);

    private static void Check(ColumnTable read)
    {
        if (read.Rows != Bars)
        {
            throw new InvalidOperationException($"{read.Rows} bars came back of {Bars}.");
        }
    }

    /// <summary>Median of the runs after one that is not counted, in milliseconds.</summary>
    private static double Tell(string what, Action action)
    {
        action();
        var times = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            action();
            times[run] = clock.Elapsed.TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {what, -36}{times[Runs / 2], 9:F2} ms (from {times[0]:F2} to {times[^1]:F2})"
            )
        );
        return times[Runs / 2];
    }

    private static double? Peer(string folder)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        foreach (var argument in new[] { Script(), folder, $"{Bars}", $"{Runs}" })
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                using var answer = JsonDocument.Parse(said);
                var median = answer.RootElement.GetProperty("median").GetDouble();
                Console.WriteLine($"  peer: {answer.RootElement.GetProperty("what").GetString()}, {median:F1} ms");
                return median;
            }
            Console.WriteLine(
                $"  no peer: the script ended with {process.ExitCode} (python3-pandas and python3-tables?)"
            );
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            Console.WriteLine($"  no peer: {fault.Message}");
        }
        return null;
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "peers", "lake_pandas.py"));
}
