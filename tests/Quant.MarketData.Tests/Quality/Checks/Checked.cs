using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Providers.Synthetic;
using Quant.MarketData.Quality.Checks;
using Quant.MarketData.Sessions;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Quality.Checks;

/// <summary>Clean bars, faults put into them, and the report on them.</summary>
internal static class Checked
{
    /// <summary>Three winter months of generated minutes, in one zone offset, without splits.</summary>
    public static Bar[] Clean(string symbol = "SYNTH1") =>
        new SyntheticGenerator(Symbol.Parse(symbol), SyntheticSpec.Default)
            .Generate(Date("2014-11-10"), Date("2015-02-20"))
            .ToBars();

    /// <summary>The report on bars that were asked for in full.</summary>
    public static QualityReport Report(
        Bar[] bars,
        ExchangeCalendar? calendar = null,
        Interval? interval = null,
        IReadOnlyList<CorporateAction>? actions = null,
        TradingSessions sessions = TradingSessions.Regular,
        GapEvidence? evidence = null,
        IReadOnlyDictionary<string, long>? refused = null
    ) => Report(Series("AAPL", interval ?? Interval.Minute1, bars), calendar, actions, sessions, evidence, refused);

    public static QualityReport Report(
        BarSeries bars,
        ExchangeCalendar? calendar = null,
        IReadOnlyList<CorporateAction>? actions = null,
        TradingSessions sessions = TradingSessions.Regular,
        GapEvidence? evidence = null,
        IReadOnlyDictionary<string, long>? refused = null
    )
    {
        calendar ??= ExchangeCalendar.Nyse;
        var (from, to) = (bars.Ts[0], calendar.BarEnd(bars.Ts[^1], bars.Interval));
        evidence ??= new GapEvidence([new AskedRange(from, to, long.MaxValue / 2, "file")], []);
        var gaps = GapScan.Scan(bars, calendar, sessions, evidence, from, to);
        return BarCheck.Run(bars, calendar, sessions, actions ?? [], gaps, refused ?? new Dictionary<string, long>());
    }

    /// <summary>What the checks found, but for what costs nothing.</summary>
    public static IReadOnlyList<Finding> Faults(this QualityReport report) =>
        [.. report.Findings.Where(finding => finding.Severity != FindingSeverity.Info)];

    /// <summary>The only finding that costs points.</summary>
    public static Finding Only(this QualityReport report, string check)
    {
        var finding = Assert.Single(report.Faults());
        Assert.Equal(check, finding.Check);
        return finding;
    }

    /// <summary>All prices of a bar times a factor.</summary>
    public static Bar Times(this Bar bar, double factor, double volume = 1) =>
        bar with
        {
            Open = bar.Open * factor,
            High = bar.High * factor,
            Low = bar.Low * factor,
            Close = bar.Close * factor,
            Volume = bar.Volume * volume,
        };
}
