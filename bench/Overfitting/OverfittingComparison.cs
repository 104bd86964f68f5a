using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Quant.Search.Numerics;
using Quant.Search.Overfitting;

namespace Quant.Bench.Overfitting;

/// <summary>
/// Probability of backtest overfitting of 2,000 trials over 16 blocks (12,870 splits), one core, against the same from the
/// same block moments in numpy (matrix products, one BLAS thread). Both must agree on the probability. Also told: 10,000
/// trials, ours only.
/// </summary>
public sealed class OverfittingComparison : IComparison
{
    private const int Trials = 2_000;
    private const int Blocks = 16;
    private const int ReturnsPerBlock = 100;
    private const int Runs = 7;

    public string Name => "pbo";

    public IReadOnlyList<string> PeerPackages => ["python3-numpy"];

    public Outcome Run(string[] args)
    {
        var trials = Make(Trials);
        var (ours, report) = Measure(trials);
        var (large, _) = Measure(Make(10_000));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ours: {Trials} trials x {report.Splits} splits {ours:F4} s, probability {report.Probability:F6}, "
                    + $"slope {report.Slope:F6}; 10,000 trials {large:F3} s"
            )
        );
        return Peer(trials) is not { } peer ? new Outcome(Name, ours, null, "s", null) : Compare(ours, report, peer);
    }

    private Outcome Compare(double ours, OverfittingReport report, PeerReport peer)
    {
        var median = Median(peer.Seconds);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"peer: numpy {peer.Version} {median:F3} s, probability {peer.Probability:F6}, slope {peer.Slope:F6}"
            )
        );
        // Sums are made in another order there, so that a near tie may fall the other way in a split or two.
        if (Math.Abs(peer.Probability - report.Probability) > 2.0 / report.Splits)
        {
            throw new InvalidOperationException("The two probabilities differ: the times do not compare.");
        }
        return new Outcome(Name, ours, median, "s", median / ours);
    }

    private static (double Seconds, OverfittingReport Report) Measure(BlockMoment[][] trials)
    {
        var report = BacktestOverfitting.Assess(trials);
        var seconds = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            report = BacktestOverfitting.Assess(trials);
            seconds[run] = clock.Elapsed.TotalSeconds;
        }
        return (Median(seconds), report);
    }

    private static BlockMoment[][] Make(int trials)
    {
        var random = new Xoshiro256(11);
        var returns = new double[Blocks * ReturnsPerBlock];
        var made = new BlockMoment[trials][];
        for (var trial = 0; trial < trials; trial++)
        {
            for (var i = 0; i < returns.Length; i++)
            {
                returns[i] = (random.NextDouble() + random.NextDouble() - 1) * 0.01;
            }
            made[trial] = BlockMoments.Of(returns, Blocks);
        }
        return made;
    }

    private static PeerReport? Peer(BlockMoment[][] trials)
    {
        const string python = "/usr/bin/python3";
        if (!File.Exists(python))
        {
            Console.WriteLine($"peer: {python} is not installed");
            return null;
        }
        var file = Path.GetTempFileName();
        try
        {
            using (var writer = new BinaryWriter(File.Create(file)))
            {
                foreach (var block in trials.SelectMany(trial => trial))
                {
                    writer.Write(block.Sum);
                    writer.Write(block.SumOfSquares);
                }
            }
            var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
            foreach (var threads in new[] { "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS" })
            {
                start.Environment[threads] = "1";
            }
            var script = Path.Combine(Trees.Script.Folder(), "pbo_numpy.py");
            foreach (var argument in new[] { script, file, $"{Blocks}", $"{ReturnsPerBlock}", $"{Runs}" })
            {
                start.ArgumentList.Add(argument);
            }
            using var process = Process.Start(start)!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return JsonSerializer.Deserialize<PeerReport>(text, JsonSerializerOptions.Web)!;
            }
            Console.WriteLine("peer: numpy is not installed (Debian's python3-numpy)");
            return null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private sealed record PeerReport(double[] Seconds, double Probability, double Slope, string Version);
}
