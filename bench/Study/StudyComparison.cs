using System.Diagnostics;
using System.Globalization;
using Quant.Client.Cli.Api;
using Quant.Client.Cli.Demo;
using Quant.Client.Cli.Hosting;
using Quant.Client.Web.Contracts;
using Quant.Silo.Hosting;

namespace Quant.Bench.Study;

/// <summary>
/// The demo's study on the S&amp;P 500 sample, 4 models × 500 rules = 2,000 trials, in a server of its own over an empty data
/// root each time: features, walk-forward training, simulation of selection and hold-out, odds of luck, everything
/// through grains and recorded in lake and catalog. Timed from asking for the study to its completion; the import of the
/// bars is not. The peer is the same work in Python (XGBoost, a numba loop, numpy, SQLite) with the features given.
/// </summary>
public sealed class StudyComparison : IComparison
{
    private const int Runs = 5;

    /// <summary>Jobs a worker of the system this one replaces did in about 12 minutes, by its documentation.</summary>
    private const int ReplacedJobs = 96;

    private const double ReplacedSeconds = 12 * 60;

    public string Name => "study";

    public IReadOnlyList<string> PeerPackages =>
        ["python3-numba", "python3-pandas", "python3-scipy", "python3-xgboost"];

    public Outcome Run(string[] args) => RunAsync().GetAwaiter().GetResult();

    private async Task<Outcome> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("quant-bench-study").FullName;
        try
        {
            var runs = new List<(double Seconds, StudyTimes Times)>();
            StudyPeer.Report? peer = null;
            for (var run = 0; run <= Runs; run++)
            {
                var root = Path.Combine(folder, $"{run}");
                var (seconds, study, report) = await OnceAsync(root, withPeer: run == Runs);
                var times = await ReadTimesAsync(root, study);
                Tell(run == 0 ? "first in the process" : $"run {run}", seconds, times);
                if (run > 0)
                {
                    runs.Add((seconds, times));
                }
                peer = report ?? peer;
            }
            return Compare(runs, peer);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Outcome Compare(List<(double Seconds, StudyTimes Times)> runs, StudyPeer.Report? peer)
    {
        var ours = Median(runs, run => run.Seconds);
        Tell(
            "medians",
            ours,
            new StudyTimes(
                Median(runs, run => run.Times.Total),
                Median(runs, run => run.Times.Features),
                Median(runs, run => run.Times.Training),
                Median(runs, run => run.Times.Simulation),
                Median(runs, run => run.Times.Judging)
            )
        );
        var replaced = ReplacedSeconds / ReplacedJobs;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"documented, not measured here: the system this replaces took {replaced:0.0} s a simulation on one worker, {replaced * 2000:0} s for 2,000"
            )
        );
        if (peer is null)
        {
            return new Outcome(Name, ours, null, "s", null);
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"peer: {peer.Of(r => r.Total):0.000} s: training (XGBoost {peer.Version}) {peer.Of(r => r.Train):0.000}, simulation (numba {peer.Numba}) {peer.Of(r => r.Simulate):0.000}, judging (numpy) {peer.Of(r => r.Judge):0.000}, SQLite {peer.Of(r => r.Record):0.000}"
            )
        );
        Console.WriteLine("the peer's metrics of all 2,000 trials, both periods, equal the server's to 1e-9");
        var theirs = peer.Of(r => r.Total);
        return new Outcome(Name, ours, theirs, "s", theirs / ours);
    }

    private static async Task<(double Seconds, string Study, StudyPeer.Report? Peer)> OnceAsync(
        string root,
        bool withPeer
    )
    {
        await using var server = await QuantServer.StartAsync(new ServerOptions { Root = root }, default);
        using var client = new QuantClient(server.Address, token: null);
        var bars = await client.ImportSampleAsync("SPX", "sp500", default);
        var spec = DemoStudy.Of(bars.Symbol, bars.Interval);
        var clock = Stopwatch.StartNew();
        var status = await client.StartStudyAsync(spec, default);
        while (status.Work.Phase == WorkPhase.Running)
        {
            status = await client.StudyStatusAsync(status.Study, waitSeconds: 20, default);
        }
        var seconds = clock.Elapsed.TotalSeconds;
        if (status.Work.Phase != WorkPhase.Completed || status.TrialsReused != 0)
        {
            throw new InvalidOperationException($"The study is {status.Work.Phase}: {status.Work.Error}");
        }
        return (seconds, status.Study, withPeer ? StudyPeer.Run(server.Address, status.Study, Runs) : null);
    }

    private static async Task<StudyTimes> ReadTimesAsync(string root, string study)
    {
        await using var stores = await QuantStores.OpenAsync(new StoreOptions { Root = root }, default);
        return await StudyTimes.ReadAsync(stores.Catalog, study);
    }

    private static void Tell(string what, double seconds, StudyTimes times) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {seconds:0.000} s as a client sees it; features {times.Features:0.000}, training {times.Training:0.000}, simulation {times.Simulation:0.000}, judging {times.Judging:0.000}"
            )
        );

    private static double Median<T>(List<T> runs, Func<T, double> value) =>
        runs.Select(value).Order().ElementAt(runs.Count / 2);
}
