using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Quant.Catalog;

namespace Quant.Bench.Catalog;

/// <summary>
/// 10,000 trials (31 columns, two JSON texts of some 500 bytes, 384 bytes of block moments) recorded durably in batches
/// of 500, each batch one transaction, the way a study does: ours through <c>TrialTable.RecordAsync</c> on SQLite, the
/// peer Python's sqlite3 with <c>executemany</c> into the same table with the same settings (write-ahead log,
/// synchronous=FULL). Also told: the peer with one commit per row; the leaderboard's first page; and
/// PostgreSQL when a connection string is given: <c>bench/run catalog --postgres "Host=…"</c>.
/// </summary>
public sealed class CatalogComparison : IComparison
{
    private const int Trials = 10_000;
    private const int Batch = 500;
    private const int Runs = 7;

    public string Name => "catalog";

    public IReadOnlyList<string> PeerPackages => ["python3"];

    public Outcome Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private async Task<Outcome> RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("quant-bench-catalog").FullName;
        try
        {
            var options = CatalogOptions.ForSqlite(Path.Combine(folder, "ours.db"));
            var ours = await MeasureAsync("SQLite", options);
            var at = Array.IndexOf(args, "--postgres");
            if (at >= 0 && at + 1 < args.Length)
            {
                await MeasureAsync("PostgreSQL", CatalogOptions.ForPostgres(args[at + 1]));
            }
            var peer = Peer(folder);
            return new Outcome(Name, ours, peer, "s", peer / ours);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(string what, CatalogOptions options)
    {
        await using var catalog = await CatalogStore.OpenAsync(options);
        var (batched, first, other) = (new List<double>(), new List<double>(), new List<double>());
        var salt = Guid.NewGuid().ToString("N")[..8];
        for (var run = -1; run < Runs; run++)
        {
            var study = $"{salt}-{run}-batched";
            await TrialSamples.EnterAsync(catalog, study, Trials);
            var trials = TrialSamples.Make(study, Trials);
            var clock = Stopwatch.StartNew();
            var recorded = 0;
            foreach (var batch in trials.Chunk(Batch))
            {
                recorded += await catalog.Trials.RecordAsync(batch);
            }
            var inBatches = clock.Elapsed.TotalSeconds;
            clock.Restart();
            var byScore = (await catalog.Trials.LeaderboardAsync(new(study))).Rows.Count;
            var indexed = clock.Elapsed.TotalSeconds;
            clock.Restart();
            var byOther = (await catalog.Trials.LeaderboardAsync(new(study) { OrderBy = "holdOut.sharpe" })).Rows.Count;
            var sorted = clock.Elapsed.TotalSeconds;
            if (recorded != Trials || byScore != 100 || byOther != 100)
            {
                throw new InvalidOperationException($"{recorded} trials recorded, {byScore} and {byOther} read.");
            }
            if (run >= 0)
            {
                batched.Add(inBatches);
                first.Add(indexed);
                other.Add(sorted);
            }
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ours, {what}: {Trials} trials in batches of {Batch} {Median(batched):F3} s; leaderboard's first page by "
                    + $"score {Median(first) * 1000:F1} ms, by another column {Median(other) * 1000:F1} ms (medians of {Runs})"
            )
        );
        return Median(batched);
    }

    private static double? Peer(string folder)
    {
        var script = Path.Combine(Trees.Script.Folder(), "catalog_sqlite3.py");
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        foreach (var argument in new[] { script, folder, $"{Trials}", $"{Batch}", $"{Runs}" })
        {
            start.ArgumentList.Add(argument);
        }
        if (!File.Exists(start.FileName))
        {
            Console.WriteLine("peer: /usr/bin/python3 is not installed");
            return null;
        }
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The peer ended with {process.ExitCode}.");
        }
        var report = JsonSerializer.Deserialize<PeerReport>(text, JsonSerializerOptions.Web)!;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"peer, Python sqlite3 {report.Version}: in batches {Median([.. report.Batched]):F3} s, "
                    + $"one commit per row {report.Naive:F3} s (with synchronous=NORMAL, which a power cut may undo, "
                    + $"{report.NaiveNormal:F3} s)"
            )
        );
        return Median([.. report.Batched]);
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    private sealed record PeerReport(double[] Batched, double Naive, double NaiveNormal, string Version);
}
