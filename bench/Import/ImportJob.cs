using System.Diagnostics;
using Quant.Catalog;
using Quant.Lake.DuckDb;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Storage;

namespace Quant.Bench.Import;

/// <summary>What a process of its own did.</summary>
/// <param name="Seconds">From opening the file to the last partition that counts.</param>
/// <param name="Processor">Seconds of processor time, over all threads, the process's start included.</param>
/// <param name="PeakMegabytes">Most memory the process ever had, of the operating system's own count.</param>
/// <param name="Files">Partitions written.</param>
/// <param name="MonthMilliseconds">Median of reading one month into arrays again; 0 where that was not done.</param>
internal sealed record JobReport(
    double Seconds,
    double Processor,
    double PeakMegabytes,
    int Files,
    double MonthMilliseconds
);

/// <summary>One import, in a process of its own, so that nothing is compiled, cached or allocated beforehand.</summary>
internal static class ImportJob
{
    private const int Reads = 51;

    /// <summary>The product's way: every row validated, every file hashed and named by the manifest.</summary>
    public static JobReport Quant(string csv, string folder)
    {
        var clock = Stopwatch.StartNew();
        var lake = new LakeStore(Path.Combine(folder, "lake"));
        var store = new BarStore(lake);
        using var stream = File.OpenRead(csv);
        var options = new CsvImportOptions { Calendar = ExchangeCalendar.AlwaysOpen };
        var catalog = CatalogStore
            .OpenAsync(CatalogOptions.ForSqlite(Path.Combine(folder, "catalog.db")))
            .GetAwaiter()
            .GetResult();
        var import = CsvImporter.Import(stream, Symbol.Parse("BTC"), options, "bars.csv");
        var (read, readPeak) = (clock.Elapsed.TotalSeconds, Used().PeakMegabytes);
        var plan = store.PlanMerge([], import.Series);
        if (!catalog.Manifest.TryApplyAsync(plan.Changes, default).GetAwaiter().GetResult())
        {
            throw new InvalidOperationException("The manifest did not take the partitions.");
        }
        var seconds = clock.Elapsed.TotalSeconds;
        Console.Error.WriteLine(
            $"    reading {read:F2} s (at most {readPeak:F0} MB), writing {seconds - read:F2} s (at most {Used().PeakMegabytes:F0} MB)"
        );
        catalog.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var (processor, peak) = Used();
        return new JobReport(seconds, processor, peak, plan.Changes.Count, ReadMonth(store, plan));
    }

    /// <summary>DuckDB alone, on all processors: nothing validated, hashed or flushed.</summary>
    public static JobReport DuckDb(string csv, string folder)
    {
        var clock = Stopwatch.StartNew();
        using var database = DuckDbDatabase.Open(new DuckDbOptions(Environment.ProcessorCount));
        using var connection = database.Connect();
        connection.Execute(
            $"""
            COPY (SELECT *, strftime(timestamp, '%Y-%m') AS month FROM read_csv({SqlText.Value(csv)}))
            TO {SqlText.Value(Path.Combine(folder, "duckdb"))}
            (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, PARTITION_BY (month))
            """
        );
        var seconds = clock.Elapsed.TotalSeconds;
        var files = Directory.GetFiles(Path.Combine(folder, "duckdb"), "*.parquet", SearchOption.AllDirectories);
        var (processor, peak) = Used();
        return new JobReport(seconds, processor, peak, files.Length, 0);
    }

    private static double ReadMonth(BarStore store, MergePlan plan)
    {
        var entry = plan.Changes[plan.Changes.Count / 2].Replacement!;
        var times = new List<double>();
        for (var i = 0; i < Reads; i++)
        {
            var clock = Stopwatch.StartNew();
            var bars = store.Read([entry]);
            times.Add(clock.Elapsed.TotalMilliseconds);
            if (bars.Count != entry.Rows)
            {
                throw new InvalidOperationException($"{bars.Count} bars came back of {entry.Rows}.");
            }
        }
        return times.Order().ElementAt(Reads / 2);
    }

    private static (double Processor, double PeakMegabytes) Used()
    {
        using var process = Process.GetCurrentProcess();
        return (process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64 / 1e6);
    }
}
