using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Quant.Learning.Estimators;
using Quant.Learning.Labels;
using Quant.Learning.Metrics;
using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Bench.Trees;

/// <summary>
/// Gradient-boosted trees on 200,000 × 40 rows, 100 rounds of depth 6, two threads: processor time of fitting, sorting
/// into bins included, against XGBoost's hist method, and the area under the curve of both on 50,000 other rows.
/// </summary>
public sealed class TreesComparison : IComparison
{
    private const int TrainRows = 200_000;
    private const int TestRows = 50_000;
    private const int Features = 40;
    private const int Runs = 7;

    public string Name => "trees";

    public IReadOnlyList<string> PeerPackages => ["python3-xgboost", "python3-sklearn"];

    public Outcome Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("quant-bench-trees");
        try
        {
            var train = TreesProblem.Make(TrainRows, Features, 1);
            var test = TreesProblem.Make(TestRows, Features, 2);
            var (ours, auc) = Ours(train, test);
            if (args.Contains("--ours"))
            {
                return new Outcome(Name, ours, null, "s CPU", null);
            }
            var (trainFile, testFile) = (
                Path.Combine(folder.FullName, "train.f32"),
                Path.Combine(folder.FullName, "test.f32")
            );
            train.Write(trainFile);
            test.Write(testFile);
            return Peer(trainFile, testFile) is not { } peer
                ? new Outcome(Name, ours, null, "s CPU", null)
                : Compare(ours, auc, peer);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Outcome Compare(double ours, double auc, PeerReport peer)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"hold-out AUC: ours {auc:F5}, XGBoost {peer.Version} {peer.Auc:F5}, difference {auc - peer.Auc:F5}"
            )
        );
        if (Math.Abs(auc - peer.Auc) > 0.002)
        {
            throw new InvalidOperationException("The two models are not equally good: the times do not compare.");
        }
        return new Outcome(Name, ours, peer.Cpu, "s CPU", peer.Cpu / ours);
    }

    private static (double Cpu, double Auc) Ours(TreesProblem train, TreesProblem test)
    {
        var definition = EstimatorCatalog.Find("gradientBoosting");
        var given = new Dictionary<string, JsonElement>
        {
            ["rounds"] = JsonSerializer.SerializeToElement(100),
            ["maxDepth"] = JsonSerializer.SerializeToElement(6),
            ["learningRate"] = JsonSerializer.SerializeToElement(0.1),
        };
        var estimator = definition.Create(Parameters.Bind(definition.Parameters, given, "params"));
        int[] rows = [.. Enumerable.Range(0, train.Rows)];
        var data = new TrainingData(TaskKind.Classification, train.Table, train.Target, null, rows, rows);
        var predicted = new double[test.Rows];
        var cpus = new double[Runs];
        var walls = new double[Runs];
        estimator.Fit(data, new FitContext(Seed: 1, Threads: 2));
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            var cpu = Environment.CpuUsage.TotalTime;
            var model = estimator.Fit(data, new FitContext(Seed: 1, Threads: 2));
            (cpus[run], walls[run]) = ((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, clock.Elapsed.TotalSeconds);
            model.Predict(test.Table, 0, predicted);
        }
        Console.WriteLine($"ours: CPU {Show(cpus)} s, wall {Show(walls)} s");
        return (Median(cpus), ClassificationMetrics.AreaUnderCurve(test.Target, predicted)!.Value);
    }

    private static PeerReport? Peer(string train, string test)
    {
        var script = Path.Combine(Script.Folder(), "trees_xgboost.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, train, test, $"{Features}", $"{Runs}"])
        {
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.WriteLine($"XGBoost did not run (exit code {process.ExitCode}): install python3-xgboost.");
                return null;
            }
            var report = JsonSerializer.Deserialize<PeerRuns>(output, JsonSerializerOptions.Web)!;
            Console.WriteLine($"XGBoost: CPU {Show(report.Cpu)} s, wall {Show(report.Wall)} s");
            return new PeerReport(Median(report.Cpu), report.Auc, report.Version);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            Console.WriteLine($"XGBoost did not run: {fault.Message}");
            return null;
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string Show(double[] values) =>
        string.Join(" ", values.Select(value => value.ToString("F2", CultureInfo.InvariantCulture)));

    private sealed record PeerRuns(double[] Cpu, double[] Wall, double Auc, string Version);

    private sealed record PeerReport(double Cpu, double Auc, string Version);
}
