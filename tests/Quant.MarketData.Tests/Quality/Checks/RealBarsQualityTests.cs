using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Providers.Lean;
using Quant.MarketData.Quality;
using Quant.MarketData.Quality.Checks;
using Quant.MarketData.Sessions;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Quality.Checks;

public sealed class RealBarsQualityTests
{
    private static BarImport Lean(string symbol, string interval) =>
        LeanFolder
            .Discover(RealData.Folder("lean"))
            .Where(file => file.Symbol == Symbol.Parse(symbol) && file.Interval == Interval.Parse(interval))
            .Select(file =>
                LeanImporter.Import(
                    file.Symbol,
                    file.Interval,
                    [.. file.Zips.Select(NamedSource.File)],
                    NamedSource.File(file.FactorFile!),
                    new LeanImportOptions()
                )
            )
            .Single();

    private static IEnumerable<string> Splits(QualityReport report) =>
        report.Findings.Where(finding => finding.Check == "missed-splits").Select(finding => finding.Message);

    [Fact]
    public void Three_days_of_AAPL_minutes_cross_a_split_that_its_factor_file_tells()
    {
        var aapl = Lean("AAPL", "1m");
        Assert.Empty(Splits(Checked.Report(aapl.Series, actions: aapl.Actions)));
        var finding = Checked.Report(aapl.Series).Findings.Single(finding => finding.Check == "missed-splits");
        Assert.Equal((1, NewYork("2014-06-09 09:30")), (finding.Count, finding.FirstTs));
        Assert.Contains("7:1 on 2014-06-09", finding.Message);
    }

    [Fact]
    public void Three_days_of_AAPL_minutes_lack_no_regular_minute_and_seldom_trade_before_and_after()
    {
        var aapl = Lean("AAPL", "1m");
        var regular = Checked.Report(aapl.Series, actions: aapl.Actions);
        Assert.Equal((1170, 1170), (regular.Expected, regular.Present));
        var all = Checked.Report(aapl.Series, actions: aapl.Actions, sessions: TradingSessions.All);
        Assert.Equal(aapl.Series.Count, all.Present);
        Assert.Equal(all.Expected - all.Present, all.Missing[GapKind.NoTrade]);
        Assert.DoesNotContain(all.Findings, finding => finding.Check is "time-zone" or "session-errors");
    }

    [Fact]
    public void Twenty_three_years_of_AAPL_days_have_four_splits()
    {
        var aapl = Lean("AAPL", "1d");
        Assert.Empty(Splits(Checked.Report(aapl.Series, actions: aapl.Actions)));
        var message = Assert.Single(Splits(Checked.Report(aapl.Series)));
        foreach (
            var split in new[] { "2:1 on 2000-06-21", "2:1 on 2005-02-28", "7:1 on 2014-06-09", "4:1 on 2020-08-31" }
        )
        {
            Assert.Contains(split, message);
        }
        Assert.StartsWith("4 nights", message);
    }

    [Theory]
    [InlineData("SPY")]
    [InlineData("IBM")]
    [InlineData("BAC")]
    [InlineData("IWM")]
    public void Years_of_days_with_crashes_and_crises_have_no_split_beside_those_of_the_factor_file(string symbol)
    {
        var import = Lean(symbol, "1d");
        var report = Checked.Report(import.Series, actions: import.Actions);
        Assert.Empty(Splits(report));
        Assert.Equal(0, report.Missing[GapKind.ProviderGap]);
        Assert.DoesNotContain(report.Findings, finding => finding.Check is "stale-prices" or "price-order");
    }

    [Fact]
    public void A_reverse_split_is_recognised()
    {
        var uso = Lean("USO", "1d");
        Assert.Contains("1:8 on 2020-04-29", Assert.Single(Splits(Checked.Report(uso.Series))));
    }

    [Fact]
    public void A_month_of_BTC_is_whole_round_the_clock()
    {
        var file = Directory.EnumerateFiles(RealData.Folder("crypto")).Single();
        var options = new CsvImportOptions
        {
            Calendar = ExchangeCalendar.AlwaysOpen,
            Policy = RefusalPolicy.SkipBadRows,
        };
        var btc = CsvImporter.ImportFile(file, Symbol.Parse("BTC-PERP"), options).Series;
        var report = Checked.Report(btc, ExchangeCalendar.AlwaysOpen);
        Assert.Equal((45_031, 45_031, 100), (report.Bars, report.Expected, report.Score));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void A_month_of_GBP_USD_has_no_volume_and_its_weekends_are_no_gaps()
    {
        var file = RealData.Folder("fx", "gbpusd-1m-bid-2012.csv.gz");
        var options = new CsvImportOptions { Calendar = ExchangeCalendar.Forex };
        var gbp = CsvImporter.ImportFile(file, Symbol.Parse("GBP/USD"), options).Series;
        var report = Checked.Report(gbp, ExchangeCalendar.Forex);
        Assert.Equal(["no-trade", "volume-absent"], report.Findings.Select(finding => finding.Check));
        Assert.Equal(100, report.Score);
        Assert.Equal(report.Expected - 30_117, report.Missing[GapKind.NoTrade]);
        Assert.InRange(report.Missing[GapKind.NoTrade], 1, 200);
        var never = Checked.Report(gbp, ExchangeCalendar.AlwaysOpen);
        Assert.True(never.Expected - never.Present > 8_000);
    }
}
