using System.Diagnostics;
using System.Globalization;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Sessions;

namespace Quant.Bench.Ingest;

/// <summary>
/// Four years of minutes of one symbol from FakeAlpaca, which answers one request at a time, each after
/// <see cref="Delay"/>, and so is the limit: the product's backfill, everything from the API call to the recorded
/// partitions, against a bare HTTP client that downloads the same pages and throws them away. What ours takes longer is
/// what the client adds. <c>--unthrottled</c> takes the delay away: then the made-up market of this machine is faster than
/// any over a network, and the figure is the client's own speed. With <c>--live [minutes]</c>: the processor time of
/// keeping 500 symbols up to date by polling.
/// </summary>
public sealed class IngestComparison : IComparison
{
    private const string Symbol = "AAPL";
    private const int Runs = 5;

    /// <summary>Of a page of 10,000 bars: 600 a minute, three times what Alpaca's free plan allows.</summary>
    private const string Delay = "100";

    /// <summary>Windows the product has under way at a time: the one being stored may still be asked for.</summary>
    private const int AtOnce = 3;

    private static readonly NyseCalendar s_nyse = ExchangeCalendar.Nyse;
    private static readonly long s_from = s_nyse.Zone.Midnight(new DateOnly(2020, 1, 1));
    private static readonly long s_to = s_nyse.Zone.Midnight(new DateOnly(2024, 1, 1));

    public string Name => "ingest";

    public Outcome Run(string[] args) =>
        args is ["--live", .. var rest]
            ? LivePolling.Run(Name, rest is [var minutes] ? int.Parse(minutes, CultureInfo.InvariantCulture) : 5)
            : RunAsync(args is ["--unthrottled"] ? "0" : Delay).GetAwaiter().GetResult();

    private async Task<Outcome> RunAsync(string delay)
    {
        var folder = Directory.CreateTempSubdirectory("quant-bench-ingest").FullName;
        try
        {
            using var market = ServedMarket.Start("--concurrent", "1", "--delay", delay);
            market.Use();
            var windows = BackfillWindows.Of(
                Interval.Minute1,
                s_nyse,
                TradingSessions.All,
                s_from,
                s_to,
                newestFirst: false
            );
            var (ours, bare) = (new List<double>(), new List<double>());
            var (bars, processor) = (0L, 0.0);
            for (var run = 0; run <= Runs; run++)
            {
                using var download = new BareDownload(market.Address, Symbol, AtOnce);
                var clock = Stopwatch.StartNew();
                await download.RunAsync(windows);
                var peer = clock.Elapsed.TotalSeconds;
                var mine = await ProductBackfill.RunAsync(Path.Combine(folder, $"{run}"), Symbol, s_from, s_to);
                (bars, processor) = (mine.Bars, mine.Processor);
                foreach (var judge in delay == "0" ? new[] { false, true } : [])
                {
                    var (seconds, spent) = await ProviderRead.RunAsync(market.Address, Symbol, windows, AtOnce, judge);
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"  read{(judge ? " and judged" : "")}, not stored: {seconds:0.000} s, {spent:0.000} s of processor time"
                        )
                    );
                }
                Tell(run, mine.Seconds, peer, download.Pages, download.Bytes);
                if (run > 0)
                {
                    ours.Add(mine.Seconds);
                    bare.Add(peer);
                }
            }
            var (median, theirs) = (Median(ours), Median(bare));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bars:N0} bars, {bars / median:N0}/s; the client adds {(median / theirs - 1) * 100:0.0} % (target: under 5 %); {processor:0.00} s of processor time, server apart"
                )
            );
            return new Outcome(Name, median, theirs, "s", theirs / median);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Tell(int run, double ours, double bare, long pages, long bytes) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(run == 0 ? "first in the process" : $"run {run}")}: ours {ours:0.000} s, bare {bare:0.000} s, {pages} pages, {bytes / 1e6:0.0} MB"
            )
        );

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
