using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Quality;
using Quant.MarketData.Quality.Checks;
using Quant.MarketData.Sessions;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Quality.Checks;

/// <summary>Each fault is put into clean bars, and the checks find it, there, and nothing else.</summary>
public sealed class InjectedFaultTests
{
    [Fact]
    public void Clean_bars_have_no_fault_and_every_point()
    {
        foreach (var symbol in new[] { "SYNTH1", "SYNTH2", "SYNTH3" })
        {
            var report = Checked.Report(Checked.Clean(symbol));
            Assert.Empty(report.Faults());
            Assert.Equal(100, report.Score);
            Assert.Equal(["no-trade"], report.Findings.Select(finding => finding.Check));
        }
    }

    [Fact]
    public void Prices_that_jump_away_and_back_are_outliers()
    {
        var bars = Checked.Clean();
        foreach (var i in new[] { 1_000, 5_000, 5_001 })
        {
            bars[i] = bars[i] with { High = bars[i].High * 1.1 };
        }
        bars[9_000] = bars[9_000].Times(0.93);
        var finding = Checked.Report(bars).Only("outliers");
        Assert.Equal((4, bars[1_000].Ts, bars[9_000].Ts), (finding.Count, finding.FirstTs, finding.LastTs));
        Assert.Equal(
            new[] { 1_000, 5_000, 5_001, 9_000 }.Select(i => bars[i].Ts),
            finding.Examples.Select(example => example.Ts)
        );
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.5)]
    [InlineData(1.4)]
    public void A_fall_or_rise_within_a_session_that_lasts_is_no_outlier(double factor)
    {
        var bars = Checked.Clean();
        for (var i = 5_000; i < bars.Length; i++)
        {
            bars[i] = bars[i].Times(factor);
        }
        Assert.Empty(Checked.Report(bars).Faults());
    }

    [Fact]
    public void A_price_that_many_traded_at_needs_to_be_twice_as_far_away()
    {
        var bars = Checked.Clean();
        foreach (var (jump, volume, found) in new[] { (1.06, 1, 1), (1.06, 50, 0), (1.2, 50, 1) })
        {
            var changed = (Bar[])bars.Clone();
            changed[4_000] = changed[4_000] with
            {
                High = changed[4_000].High * jump,
                Volume = changed[4_000].Volume * volume,
            };
            Assert.Equal(found, Checked.Report(changed).Faults().Count(finding => finding.Check == "outliers"));
        }
    }

    [Fact]
    public void Bars_without_volume_in_a_row_are_told_and_single_ones_are_not()
    {
        var bars = Checked.Clean();
        for (var i = 0; i < 30; i++)
        {
            bars[2_000 + i] = bars[2_000 + i] with { Volume = 0 };
        }
        bars[7_000] = bars[7_000] with { Volume = 0 };
        var finding = Checked.Report(bars).Only("zero-volume");
        Assert.Equal((30, bars[2_000].Ts, bars[2_029].Ts), (finding.Count, finding.FirstTs, finding.LastTs));
    }

    [Fact]
    public void A_series_without_any_volume_is_told_once_and_costs_nothing()
    {
        var report = Checked.Report([.. Checked.Clean().Select(bar => bar with { Volume = 0 })]);
        Assert.Empty(report.Faults());
        Assert.Equal(100, report.Score);
        Assert.Contains(report.Findings, finding => finding.Check == "volume-absent");
    }

    [Fact]
    public void Prices_that_stand_still_are_stale()
    {
        var bars = Checked.Clean();
        for (var i = 1; i < 40; i++)
        {
            bars[6_000 + i] = bars[6_000] with { Ts = bars[6_000 + i].Ts };
        }
        var finding = Checked.Report(bars).Only("stale-prices");
        Assert.Equal((40, bars[6_000].Ts, bars[6_039].Ts), (finding.Count, finding.FirstTs, finding.LastTs));
    }

    [Fact]
    public void Contradictory_prices_cost_half_of_all_points()
    {
        var bars = Checked.Clean();
        bars[100] = bars[100] with { Low = bars[100].High * 1.001 };
        bars[200] = bars[200] with { Volume = double.NaN };
        var report = Checked.Report(bars);
        var finding = report.Only("price-order");
        Assert.Equal((FindingSeverity.Error, 2, 50), (finding.Severity, finding.Count, report.Score));
    }

    [Fact]
    public void Bars_at_night_and_on_holidays_are_session_errors()
    {
        var bars = Checked.Clean();
        Bar[] strays = [Flat(NewYork("2014-11-27 10:00"), 100), Flat(NewYork("2014-12-02 02:00"), 100)];
        var finding = Checked.Report([.. bars.Concat(strays).OrderBy(bar => bar.Ts)]).Only("session-errors");
        Assert.Equal(strays.Select(bar => bar.Ts), finding.Examples.Select(example => example.Ts));
        Assert.Contains("no session", finding.Examples[0].Text);
    }

    [Theory]
    [InlineData(5, "read as times of UTC", "UTC")]
    [InlineData(-5, "read as times of New York", "America/New_York")]
    [InlineData(2, "set 2 hours earlier", null)]
    [InlineData(-1, "set 1 hour later", null)]
    public void Times_that_fit_another_clock_say_which(int hours, string words, string? zone)
    {
        var bars = Checked.Clean().Select(bar => bar with { Ts = bar.Ts + hours * UnixMicros.PerHour });
        var report = Checked.Report([.. bars], sessions: TradingSessions.All);
        var finding = Assert.Single(report.Findings, finding => finding.Check == "time-zone");
        Assert.Contains(words, finding.Message);
        Assert.Equal(zone is null ? null : $"--time-zone {zone}", finding.Fix!.Command?[^(12 + zone!.Length)..]);
    }

    [Fact]
    public void Times_of_a_whole_year_taken_for_another_zone_are_recognised_over_changes_of_clocks()
    {
        var zone = MarketData.Zones.ExchangeZone.NewYork;
        var year = new MarketData.Providers.Synthetic.SyntheticGenerator(
            Symbol.Parse("SYNTH1"),
            MarketData.Providers.Synthetic.SyntheticSpec.Default
        ).Generate(Date("2014-01-02"), Date("2014-12-31"));
        var wrong = year.ToBars().Select(bar => bar with { Ts = zone.ToLocal(bar.Ts) });
        var finding = Checked.Report([.. wrong]).Findings.Single(finding => finding.Check == "time-zone");
        Assert.EndsWith("--time-zone America/New_York", finding.Fix!.Command);
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(1, 10)]
    public void A_night_that_divides_the_price_and_not_the_money_is_a_split_until_it_is_told(int shares, int old)
    {
        var ratio = (double)shares / old;
        var from = NewYork("2014-12-15");
        Bar[] bars = [.. Checked.Clean().Select(bar => bar.Ts < from ? bar : bar.Times(1 / ratio, ratio))];
        var finding = Checked.Report(bars).Only("missed-splits");
        Assert.Equal((FindingSeverity.Error, 1), (finding.Severity, finding.Count));
        Assert.Contains($"{shares}:{old} on 2014-12-15", finding.Message);

        var told = new CorporateAction(Aapl, Date("2014-12-12"), old / (double)shares, 1);
        Assert.Empty(Checked.Report(bars, actions: [told]).Faults());
        var dividend = told with { SplitFactor = 1, DividendFactor = 0.99 };
        Assert.NotEmpty(Checked.Report(bars, actions: [dividend]).Faults());
    }

    [Fact]
    public void A_crash_overnight_with_its_volume_or_its_swings_is_no_split()
    {
        var from = NewYork("2014-12-15");
        var bars = Checked.Clean();
        Bar[] busy = [.. bars.Select(bar => bar.Ts < from ? bar : bar.Times(0.5, 12))];
        Assert.Empty(Checked.Report(busy).Faults());

        var daily = new List<Bar>();
        foreach (var date in ExchangeCalendar.Nyse.Sessions(Date("2014-10-01"), Date("2014-12-31")))
        {
            var (ts, late) = (ExchangeCalendar.Nyse.HoursOf(date).DayStart, date >= Date("2014-12-15"));
            var (price, swing) = ((late ? 50 : 100) * (1 + date.Day % 3 * 0.01), late ? 0.05 : 0.005);
            daily.Add(new Bar(ts, price, price * (1 + swing), price * (1 - swing), price, late ? 2e6 : 1e6));
        }
        Assert.Empty(Checked.Report([.. daily], interval: Interval.Day1).Faults());
    }

    [Fact]
    public void A_bad_opening_price_at_twice_the_last_close_is_an_outlier_and_no_split()
    {
        var bars = Checked.Clean();
        var first = Array.FindIndex(bars, bar => bar.Ts >= NewYork("2014-12-15"));
        bars[first] = bars[first] with { Open = bars[first].Open * 2, High = bars[first].High * 2 };
        Checked.Report(bars).Only("outliers");
    }

    [Fact]
    public void Minutes_nobody_asked_for_cost_a_hundred_times_the_root_of_their_share()
    {
        var bars = Checked.Clean();
        var from = bars[0].Ts;
        var asked = new GapEvidence([new AskedRange(from, NewYork("2015-02-01"), long.MaxValue / 2, "file")], []);
        Bar[] cut = [.. bars.Where(bar => bar.Ts < NewYork("2015-02-02") || bar.Ts > NewYork("2015-02-20 15:58"))];
        var report = Checked.Report(cut, evidence: asked);
        var finding = report.Only("provider-gaps");
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Equal(report.Missing[GapKind.ProviderGap], finding.Count);
        var share = (double)finding.Count / report.Expected;
        Assert.Equal((int)Math.Floor(100 - Math.Round(100 * Math.Sqrt(share), 1)), report.Score);
        Assert.StartsWith("quant bars backfill AAPL --interval 1m --from 2015-02-02 --to", finding.Fix!.Command);
    }

    [Fact]
    public void Refused_rows_are_told_by_reason()
    {
        var refused = new Dictionary<string, long>
        {
            [nameof(BarFault.DuplicateTime)] = 7,
            [nameof(BarFault.HighTooLow)] = 2,
        };
        var faults = Checked.Report(Checked.Clean(), refused: refused).Faults();
        Assert.Equal([("duplicates", 7), ("refused-rows", 2)], faults.Select(fault => (fault.Check, fault.Count)));
        Assert.Null(faults[0].FirstTs);
    }

    [Fact]
    public void Every_finding_is_of_the_catalogue_keeps_few_examples_and_the_score_is_its_arithmetic()
    {
        var bars = Checked.Clean();
        for (var i = 500; i < bars.Length; i += 500)
        {
            bars[i] = bars[i] with { High = bars[i].High * 1.2, Volume = 0 };
        }
        var report = Checked.Report(bars, refused: new Dictionary<string, long> { ["OffGrid"] = 1 });
        Assert.All(report.Findings, finding => Assert.InRange(finding.Examples.Count, 0, Finding.Kept));
        Assert.All(report.Findings, finding => Assert.Equal(finding.Check, CheckCatalogue.Of(finding.Check).Name));
        Assert.Equal(Math.Max(0, (int)Math.Floor(100 - report.Lost.Sum(lost => lost.Points))), report.Score);
        Assert.Equal(report.Faults().Select(fault => fault.Check), report.Lost.Select(lost => lost.Check));
    }

    [Fact]
    public void The_coverage_map_has_a_byte_for_every_date()
    {
        Bar[] bars =
        [
            .. Checked.Clean().Where(bar => bar.Ts < NewYork("2014-11-13") || bar.Ts > NewYork("2014-11-14")),
        ];
        var map = Checked.Report(bars).Coverage;
        Assert.Equal(Date("2014-11-10"), map.First);
        Assert.InRange(map.Shares[0], 90, 100);
        Assert.Equal((0, CoverageMap.NotExpected), (map.Shares[3], map.Shares[5]));
        Assert.Equal(CoverageMap.NotExpected, map.Shares[Date("2014-11-27").DayNumber - map.First.DayNumber]);
    }

    [Fact]
    public void Without_bars_nothing_is_found_but_that_all_are_missing()
    {
        var (from, to) = (NewYork("2014-11-10"), NewYork("2014-11-12"));
        var empty = Series(Interval.Minute1);
        var gaps = GapScan.Scan(empty, ExchangeCalendar.Nyse, TradingSessions.Regular, GapEvidence.None, from, to);
        var report = BarCheck.Run(
            empty,
            ExchangeCalendar.Nyse,
            TradingSessions.Regular,
            [],
            gaps,
            new Dictionary<string, long>()
        );
        Assert.Equal(0, report.Score);
        report.Only("provider-gaps");
    }
}
