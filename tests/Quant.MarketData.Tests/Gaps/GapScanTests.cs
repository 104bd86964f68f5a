using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Sessions;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Gaps;

public sealed class GapScanTests
{
    private static readonly ExchangeCalendar s_nyse = ExchangeCalendar.Nyse;

    /// <summary>Asked for everything, long after.</summary>
    private static readonly AskedRange s_asked = new(0, Utc("2030-01-01 00:00"), Utc("2030-06-01 00:00"), "alpaca");

    private static readonly GapEvidence s_answered = new([s_asked], []);

    /// <summary>Regular minutes of the sessions between two dates, but those a test leaves out.</summary>
    private static BarSeries Minutes(string from, string to, Func<long, bool>? leaveOut = null)
    {
        var builder = new BarSeriesBuilder();
        foreach (var date in s_nyse.Sessions(Date(from), Date(to)))
        {
            for (var ts = s_nyse.Open(date); ts < s_nyse.Close(date); ts += UnixMicros.PerMinute)
            {
                if (leaveOut?.Invoke(ts) != true)
                {
                    builder.Add(Flat(ts, 10));
                }
            }
        }
        return builder.Build(Aapl, Interval.Minute1);
    }

    private static BarSeries Daily(string from, string to, params string[] leaveOut)
    {
        var builder = new BarSeriesBuilder();
        foreach (var date in s_nyse.Sessions(Date(from), Date(to)).Except(leaveOut.Select(Date)))
        {
            builder.Add(Flat(s_nyse.HoursOf(date).DayStart, 10));
        }
        return builder.Build(Aapl, Interval.Day1);
    }

    private static GapReport Scan(
        BarSeries bars,
        string from,
        string to,
        GapEvidence? evidence = null,
        TradingSessions sessions = TradingSessions.Regular
    ) => GapScan.Scan(bars, s_nyse, sessions, evidence ?? s_answered, NewYork(from), NewYork(to));

    private static bool Between(long ts, string from, string to) => ts >= NewYork(from) && ts < NewYork(to);

    [Fact]
    public void A_whole_week_over_a_change_of_clocks_has_no_gap_and_its_weekend_is_none()
    {
        foreach (var (from, to) in new[] { ("2024-03-08", "2024-03-13"), ("2024-11-01", "2024-11-06") })
        {
            var report = Scan(Minutes(from, to), from, to);
            Assert.Equal(3 * 390, report.Expected);
            Assert.Equal(report.Expected, report.Present);
            Assert.Empty(report.Gaps);
        }
    }

    [Fact]
    public void Without_any_bar_and_any_asking_all_of_it_is_to_be_asked_for()
    {
        var report = Scan(Series(Interval.Minute1), "2024-03-08", "2024-03-09", GapEvidence.None);
        var gap = Assert.Single(report.Gaps);
        Assert.Equal((NewYork("2024-03-08 09:30"), NewYork("2024-03-08 16:00"), 390), (gap.FromTs, gap.ToTs, gap.Bars));
        Assert.Equal((GapKind.ProviderGap, SessionTag.Regular), (gap.Kind, gap.Session));
        Assert.Equal((390, 0), (report.Expected, report.Present));
        Assert.Equal(390, report.Missing[GapKind.ProviderGap]);
    }

    [Fact]
    public void Without_any_bar_an_answer_means_no_trade() =>
        Assert.Equal(390, Scan(Series(Interval.Minute1), "2024-03-08", "2024-03-09").Missing[GapKind.NoTrade]);

    [Fact]
    public void Part_of_a_run_that_was_asked_for_and_part_that_was_not_are_two_gaps()
    {
        var bars = Minutes("2024-03-08", "2024-03-08", ts => Between(ts, "2024-03-08 10:00", "2024-03-08 10:04"));
        var asked = new GapEvidence([s_asked with { ToTs = NewYork("2024-03-08 10:03") }], []);
        var report = Scan(bars, "2024-03-08", "2024-03-09", asked);
        Assert.Equal(
            [(GapKind.NoTrade, 3, "10:03"), (GapKind.ProviderGap, 1, "10:04")],
            report.Gaps.Select(gap =>
                (gap.Kind, gap.Bars, UnixMicros.Format(gap.ToTs - 5 * UnixMicros.PerHour)[11..16])
            )
        );
        Assert.Contains("alpaca", report.Gaps[0].Reason);
    }

    [Fact]
    public void An_answer_from_before_a_bar_closed_says_nothing_about_it()
    {
        var bars = Minutes("2024-03-08", "2024-03-08", ts => Between(ts, "2024-03-08 10:00", "2024-03-08 10:03"));
        var asked = new GapEvidence([s_asked with { AskedAt = NewYork("2024-03-08 10:02") }], []);
        var gaps = Scan(bars, "2024-03-08", "2024-03-09", asked).Gaps;
        Assert.Equal([(GapKind.NoTrade, 2), (GapKind.ProviderGap, 1)], gaps.Select(gap => (gap.Kind, gap.Bars)));
    }

    [Theory]
    [InlineData("2024-03-08 15:59", 0)]
    [InlineData("2024-03-08 16:00", 1)]
    [InlineData("2024-03-11 00:30", 1)]
    public void A_daily_bar_is_answered_for_once_its_session_has_closed(string askedAt, int answered)
    {
        var bars = Daily("2024-03-04", "2024-03-07");
        var report = Scan(bars, "2024-03-04", "2024-03-09", new([s_asked with { AskedAt = NewYork(askedAt) }], []));
        Assert.Equal(answered, report.Missing[GapKind.NoTrade]);
        Assert.Equal(1 - answered, report.Missing[GapKind.ProviderGap]);
    }

    [Fact]
    public void Bars_that_have_not_closed_by_the_end_of_the_scan_are_not_expected()
    {
        var bars = Minutes("2024-03-08", "2024-03-08", ts => ts >= NewYork("2024-03-08 10:00"));
        Assert.Equal(30, Scan(bars, "2024-03-08", "2024-03-08 10:00").Expected);
        Assert.Equal(0, GapScan.Scan(bars, s_nyse, TradingSessions.All, s_answered, 5, 5).Expected);
        Assert.Equal(0, Scan(Daily("2024-03-08", "2024-03-08"), "2024-03-08", "2024-03-08 15:00").Expected);
        Assert.Equal(1, Scan(Daily("2024-03-08", "2024-03-08"), "2024-03-08", "2024-03-08 16:00").Present);
    }

    [Fact]
    public void A_closed_weekday_and_the_afternoon_of_a_half_day_are_told_and_not_expected()
    {
        var report = Scan(Minutes("2024-11-27", "2024-11-29"), "2024-11-27", "2024-11-30");
        Assert.Equal((390 + 210, 390 + 210), (report.Expected, report.Present));
        Assert.Equal(
            [
                (NewYork("2024-11-28 09:30"), NewYork("2024-11-28 16:00"), 390, GapKind.Holiday),
                (NewYork("2024-11-29 13:00"), NewYork("2024-11-29 16:00"), 180, GapKind.Holiday),
            ],
            report.Gaps.Select(gap => (gap.FromTs, gap.ToTs, gap.Bars, gap.Kind))
        );
    }

    [Fact]
    public void A_special_closing_says_why()
    {
        var gaps = Scan(Daily("2012-10-26", "2012-10-31"), "2012-10-26", "2012-11-01").Gaps;
        Assert.Equal([GapKind.Holiday, GapKind.Holiday], gaps.Select(gap => gap.Kind));
        Assert.Contains("Sandy", gaps[0].Reason);
        Assert.Contains(
            "opens late",
            Scan(Minutes("2002-09-11", "2002-09-11"), "2002-09-11", "2002-09-12").Gaps[0].Reason
        );
    }

    [Fact]
    public void A_market_that_never_closes_has_no_holiday()
    {
        var christmas = Utc("2024-12-25 00:00");
        var always = ExchangeCalendar.AlwaysOpen;
        var report = GapScan.Scan(
            Series(Interval.Hour1),
            always,
            TradingSessions.All,
            s_answered,
            christmas,
            christmas + UnixMicros.PerDay
        );
        Assert.Equal((24, 24, 0), (report.Expected, report.Missing[GapKind.NoTrade], report.Missing[GapKind.Holiday]));
    }

    [Theory]
    [InlineData("2020-03-09", "09:35", "09:49")]
    [InlineData("2020-03-12", "09:36", "09:50")]
    [InlineData("2020-03-16", "09:30", "09:45")]
    [InlineData("2020-03-18", "12:57", "13:11")]
    public void The_circuit_breakers_of_March_2020_are_known(string date, string from, string to)
    {
        var bars = Minutes(date, date, ts => Between(ts, $"{date} {from}", $"{date} {to}"));
        var gap = Assert.Single(Scan(bars, date, $"{date} 20:00", GapEvidence.None).Gaps);
        Assert.Equal(GapKind.Halt, gap.Kind);
        Assert.Contains("circuit breaker", gap.Reason);
    }

    [Fact]
    public void A_halt_that_was_told_explains_the_minutes_it_overlaps_and_no_others()
    {
        var bars = Minutes("2024-03-08", "2024-03-08", ts => Between(ts, "2024-03-08 10:00", "2024-03-08 10:04"));
        var from = NewYork("2024-03-08 10:01") + 30 * UnixMicros.PerSecond;
        var halt = new TradingHalt(from, from + UnixMicros.PerMinute, "news pending", "alpaca");
        var gaps = Scan(bars, "2024-03-08", "2024-03-09", new([s_asked], [halt])).Gaps;
        Assert.Equal(
            [(GapKind.NoTrade, 1), (GapKind.Halt, 2), (GapKind.NoTrade, 1)],
            gaps.Select(gap => (gap.Kind, gap.Bars))
        );
        Assert.Equal("news pending (alpaca)", gaps[1].Reason);
    }

    [Fact]
    public void A_halt_of_minutes_does_not_explain_a_missing_day_and_one_that_still_lasts_does()
    {
        var bars = Daily("2024-03-01", "2024-03-15", "2024-03-08");
        var from = NewYork("2024-03-08 09:30");
        var minutes = new TradingHalt(from, from + 15 * UnixMicros.PerMinute, "news", "alpaca");
        var open = minutes with { ToTs = long.MaxValue };
        Assert.Equal(0, Scan(bars, "2024-03-01", "2024-03-16", new([s_asked], [minutes])).Missing[GapKind.Halt]);
        Assert.Equal(1, Scan(bars, "2024-03-01", "2024-03-16", new([s_asked], [open])).Missing[GapKind.Halt]);
    }

    [Theory]
    [InlineData(4, GapKind.NoTrade)]
    [InlineData(5, GapKind.Halt)]
    public void Five_silent_minutes_in_a_busy_session_are_taken_for_a_halt_and_said_to_be_inferred(
        int minutes,
        GapKind kind
    )
    {
        var from = NewYork("2024-03-08 11:00");
        var bars = Minutes("2024-03-08", "2024-03-08", ts => ts >= from && ts < from + minutes * UnixMicros.PerMinute);
        var gap = Assert.Single(Scan(bars, "2024-03-08", "2024-03-09").Gaps);
        Assert.Equal((kind, minutes), (gap.Kind, gap.Bars));
        Assert.Equal(kind == GapKind.Halt, gap.Reason.StartsWith("inferred", StringComparison.Ordinal));
        Assert.Equal(
            GapKind.ProviderGap,
            Assert.Single(Scan(bars, "2024-03-08", "2024-03-09", GapEvidence.None).Gaps).Kind
        );
    }

    [Fact]
    public void Silent_minutes_at_the_end_of_an_unfinished_session_are_not_yet_a_halt()
    {
        var bars = Minutes("2024-03-08", "2024-03-08", ts => ts >= NewYork("2024-03-08 11:00"));
        Assert.Equal(10, Scan(bars, "2024-03-08", "2024-03-08 11:10").Missing[GapKind.NoTrade]);
    }

    [Fact]
    public void A_symbol_that_seldom_trades_has_silent_minutes_and_no_halts()
    {
        var bars = Minutes("2024-03-08", "2024-03-08", ts => ts / UnixMicros.PerMinute % 10 != 0);
        var report = Scan(bars, "2024-03-08", "2024-03-09");
        Assert.Equal((39, 351, 0), (report.Present, report.Missing[GapKind.NoTrade], report.Missing[GapKind.Halt]));
    }

    [Fact]
    public void Extended_minutes_that_were_asked_for_are_no_trade_and_others_are_to_be_asked_for()
    {
        var bars = Minutes("2024-03-08", "2024-03-08");
        var regular = new GapEvidence([s_asked with { Sessions = TradingSessions.Regular }], []);
        var all = Scan(bars, "2024-03-08", "2024-03-09", null, TradingSessions.All);
        Assert.Equal((330 + 390 + 240, 570), (all.Expected, all.Missing[GapKind.NoTrade]));
        Assert.Equal([SessionTag.Pre, SessionTag.Post], all.Gaps.Select(gap => gap.Session));
        Assert.Equal(
            570,
            Scan(bars, "2024-03-08", "2024-03-09", regular, TradingSessions.All).Missing[GapKind.ProviderGap]
        );
    }

    [Fact]
    public void A_session_missing_between_others_cannot_be_right_until_a_second_asking_agrees()
    {
        var bars = Minutes("2024-03-04", "2024-03-15", ts => Between(ts, "2024-03-07", "2024-03-09"));
        Assert.Equal(780, Scan(bars, "2024-03-04", "2024-03-16").Missing[GapKind.ProviderGap]);
        AskedRange[] seconds =
        [
            s_asked with
            {
                Source = "yahoo",
            },
            s_asked with
            {
                AskedAt = s_asked.AskedAt + 1,
                FromTs = NewYork("2024-03-07"),
                ToTs = NewYork("2024-03-09"),
            },
        ];
        foreach (var second in seconds)
        {
            var report = Scan(bars, "2024-03-04", "2024-03-16", new([s_asked, second], []));
            Assert.Equal((780, 0), (report.Missing[GapKind.NoTrade], report.Missing[GapKind.ProviderGap]));
        }
        var same = s_asked with { FromTs = 5 };
        Assert.Equal(
            780,
            Scan(bars, "2024-03-04", "2024-03-16", new([s_asked, same], [])).Missing[GapKind.ProviderGap]
        );
    }

    [Fact]
    public void Before_its_first_bar_and_after_its_last_a_symbol_did_not_trade()
    {
        var report = Scan(Minutes("2024-03-07", "2024-03-08"), "2024-03-04", "2024-03-16");
        Assert.Equal(8 * 390, report.Missing[GapKind.NoTrade]);
        Assert.Equal(0, report.Missing[GapKind.ProviderGap]);
    }

    [Fact]
    public void A_symbol_that_trades_every_third_day_misses_no_days()
    {
        var builder = new BarSeriesBuilder();
        foreach (var date in s_nyse.Sessions(Date("2024-03-01"), Date("2024-06-01")).Where((_, i) => i % 3 == 0))
        {
            builder.Add(Flat(s_nyse.HoursOf(date).DayStart, 10));
        }
        var report = Scan(builder.Build(Aapl, Interval.Day1), "2024-03-01", "2024-06-01");
        Assert.Equal(0, report.Missing[GapKind.ProviderGap]);
        Assert.True(report.Missing[GapKind.NoTrade] > 40);
    }

    [Fact]
    public void Hourly_bars_are_expected_where_the_file_cuts_its_hours()
    {
        long[] half = [.. Hours("2024-03-07", 30, 9, 15), .. Hours("2024-03-08", 30, 9, 15)];
        long[] full = [.. Hours("2024-03-07", 0, 9, 15), .. Hours("2024-03-08", 0, 9, 15)];
        foreach (var starts in new[] { half, full })
        {
            var whole = Series(Interval.Hour1, [.. starts.Select(ts => Flat(ts, 10))]);
            Assert.Equal((14, 14), Counts(Scan(whole, "2024-03-07", "2024-03-09")));
            var cut = Series(Interval.Hour1, [.. starts.Where((_, i) => i != 3).Select(ts => Flat(ts, 10))]);
            Assert.Equal(starts[3], Assert.Single(Scan(cut, "2024-03-07", "2024-03-09").Gaps).FromTs);
        }
        static (long, long) Counts(GapReport report) => (report.Expected, report.Present);
        static IEnumerable<long> Hours(string date, int minute, int from, int to) =>
            Enumerable.Range(from, to - from + 1).Select(hour => NewYork($"{date} {hour:00}:{minute:00}"));
    }

    [Fact]
    public void The_same_question_has_the_same_answer_and_the_order_of_the_evidence_does_not_matter()
    {
        var bars = Minutes("2024-03-04", "2024-03-15", ts => ts / UnixMicros.PerMinute % 7 == 0);
        AskedRange[] asked =
        [
            s_asked with
            {
                ToTs = NewYork("2024-03-06 12:00"),
            },
            s_asked with
            {
                FromTs = NewYork("2024-03-06 11:00"),
                Source = "yahoo",
            },
            s_asked with
            {
                FromTs = NewYork("2024-03-05 11:00"),
                ToTs = NewYork("2024-03-07 11:00"),
                Source = "csv",
            },
        ];
        var one = Scan(bars, "2024-03-04", "2024-03-16", new(asked, []));
        var other = Scan(bars, "2024-03-04", "2024-03-16", new([.. asked.Reverse()], []));
        Assert.Equal(one.Gaps, other.Gaps);
    }
}
