using System.Diagnostics;
using System.Globalization;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Providers.Synthetic;
using Quant.MarketData.Quality.Checks;
using Quant.MarketData.Sessions;

namespace Quant.Bench.Quality;

/// <summary>
/// A million minute bars (ten years of a made-up stock, a fiftieth of them missing) searched for gaps, and judged by all
/// checks. No other program does the same; the figure is the time of both.
/// </summary>
public sealed class QualityComparison : IComparison
{
    private const int Runs = 7;

    public string Name => "quality";

    public Outcome Run(string[] args)
    {
        var calendar = ExchangeCalendar.Nyse;
        var bars = new SyntheticGenerator(Symbol.Parse("SYNTH1"), SyntheticSpec.Default).Generate(
            new DateOnly(2010, 1, 4),
            new DateOnly(2020, 6, 30)
        );
        var (from, to) = (bars.Ts[0], calendar.BarEnd(bars.Ts[^1], Interval.Minute1));
        var evidence = new GapEvidence([new AskedRange(from, to, to, "bench")], []);
        Console.WriteLine($"  {bars.Count} bars");
        var gaps = Scan(TradingSessions.Regular);
        var scan = Tell("scan for gaps, regular hours", () => Scan(TradingSessions.Regular));
        Tell("scan for gaps, all hours", () => Scan(TradingSessions.All));
        var check = Tell(
            "all checks",
            () => BarCheck.Run(bars, calendar, TradingSessions.Regular, [], gaps, new Dictionary<string, long>())
        );
        return new Outcome(Name, scan + check, null, "ms", null);

        GapReport Scan(TradingSessions sessions) => GapScan.Scan(bars, calendar, sessions, evidence, from, to);
    }

    /// <summary>Median of the runs after one that is not counted, in milliseconds.</summary>
    private static double Tell<T>(string what, Func<T> action)
    {
        action();
        var times = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            _ = action();
            times[run] = watch.Elapsed.TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {times[Runs / 2]:F1} ms"));
        return times[Runs / 2];
    }
}
